import type { ComparedFlag } from '../model/compare-outcomes.ts'
import type { FlagOutcome } from '../model/page-snapshot.ts'
import { reasonWord } from '../model/reason-words.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { DIFFERENCE_WORDS, COMPARE_TEXT as TEXT } from '../text/compare.ts'

const SIGNS: { readonly [Kind in ComparedFlag['difference']]: string } = {
  value: '≠',
  variant: '≠',
  reason: '≈',
  'only-here': '+',
  'only-there': '−',
  none: '=',
}

/** One flag on both sides. */
export function CompareRow({ flag, index }: { flag: ComparedFlag; index: number }) {
  const { flagKey, here, there, difference } = flag
  return (
    <tr class="row row-compared" aria-rowindex={index + 2}>
      <td class="cell-text mono compare-key" title={clipText(flagKey, 500)}>
        {clipText(flagKey, 200)}
      </td>
      <Side outcome={here} />
      <Side outcome={there} />
      <td class={`cell-text difference-${difference}`}>
        <span class="difference-sign" aria-hidden="true">
          {SIGNS[difference]}
        </span>
        {DIFFERENCE_WORDS[difference]}
      </td>
    </tr>
  )
}

function Side({ outcome }: { outcome: FlagOutcome | undefined }) {
  if (!outcome) return <td class="cell-text faint">{TEXT.absent}</td>
  const { value, variant, reason } = outcome
  const text = valueText(value)
  const because = [variant, reasonWord(reason)].filter((part) => part !== undefined).join(', ')
  return (
    <td class="cell-text" title={`${text}\n${clipText(because, 200)}`}>
      <span class="mono compare-value">{text || TEXT.fallback}</span>
      <span class="faint"> {clipText(because, 80)}</span>
    </td>
  )
}
