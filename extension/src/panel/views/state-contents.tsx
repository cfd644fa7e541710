import type { ShareState } from '@halyard/protocol/share'
import { clipText, editableText, MAX_DETAIL_TEXT, valueText } from '../model/value-text.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'
import { Section } from './section.tsx'

const MAX_LISTED = 200

/** What a state consists of. */
export function StateContents({ state: { overrides, context } }: { state: ShareState }) {
  const listed = [...overrides].slice(0, MAX_LISTED)
  return (
    <>
      <Section title={TEXT.overrides}>
        {listed.length === 0 ? (
          <p class="faint">{TEXT.nothingOverridden}</p>
        ) : (
          <ul class="steps">
            {listed.map(([flagKey, value]) => (
              <li key={flagKey} class="step mono">
                <span class="step-key">{clipText(flagKey, 200)}</span>
                <span class="step-value">{valueText(value)}</span>
              </li>
            ))}
          </ul>
        )}
        {overrides.size > MAX_LISTED && <p class="faint">{TEXT.more(overrides.size - MAX_LISTED)}</p>}
      </Section>
      {context && (
        <Section title={TEXT.context}>
          <pre class="mono code value-json">{clipText(editableText(context), MAX_DETAIL_TEXT)}</pre>
        </Section>
      )}
    </>
  )
}
