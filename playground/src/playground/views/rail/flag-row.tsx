import type { FlagReport } from '@halyard/devtools'
import { isSameValue } from '@halyard/extension/same-value'
import type { FlagValue } from '@halyard/schema'
import { Pin, PinOff } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { chosenValues, pinValue, toggleFlag, toggleValue } from '../../model/choose-flags.ts'
import { formatFlagValue } from '../../model/format-flag-value.ts'
import { type FlagLevel, variationsOf } from '../../model/sheet-axes.ts'
import { CustomValue } from './custom-value.tsx'
import type { RailProps } from './rail.tsx'

interface FlagRowProps extends RailProps {
  readonly flagKey: string
  /** `undefined` where the page knows no such flag. */
  readonly flag: FlagReport | undefined
  readonly isChosen: boolean
}

/** One flag: whether it is looked at, and with which of its values. */
export const FlagRow = memo(function FlagRow(props: FlagRowProps): ReactElement {
  const { flagKey, flag, isChosen, state, known, onStateChange } = props
  return (
    <div className="flag-row" data-chosen={isChosen}>
      <label className="flag-name">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={() => onStateChange({ flags: toggleFlag({ state, known }, flagKey) })}
        />
        <span className="flag-key" title={describe(flag)}>
          {flagKey}
        </span>
        {flag && (
          <span className="flag-served" title="As served">
            {flag.variant ?? servedValue(flag)}
          </span>
        )}
      </label>
      {isChosen && <FlagValues {...props} />}
    </div>
  )
}, isSameRow)

// Of a sheet's state, a row shows and changes the choice of flags, and nothing else.
function isSameRow(before: FlagRowProps, after: FlagRowProps): boolean {
  return (
    before.isChosen === after.isChosen &&
    before.known === after.known &&
    (before.state === after.state || before.state.flags === after.state.flags)
  )
}

function FlagValues(props: FlagRowProps): ReactElement {
  const { flagKey, flag, state, known, onStateChange } = props
  const choosing = { state, known }
  const chosen = chosenValues(choosing, flagKey)
  const variations = variationsOf(flag)
  const custom: readonly FlagLevel[] = chosen
    .filter((value) => !variations.some((variation) => isSameValue(variation.value, value)))
    .map((value) => ({ value }))
  const isPinned = chosen.length === 1
  const isOn = (value: FlagValue): boolean => chosen.some((candidate) => isSameValue(candidate, value))
  return (
    <div className="flag-values">
      {[...variations, ...custom].map(({ value, variant }) => {
        const text = formatFlagValue(value)
        const name = variant ?? text
        const isPin = isPinned && isOn(value)
        return (
          <span key={text} className="value-chip" data-on={isOn(value)}>
            <button
              type="button"
              className="value-toggle"
              aria-pressed={isOn(value)}
              title={text}
              onClick={() => onStateChange({ flags: toggleValue(choosing, flagKey, value) })}
            >
              {name}
            </button>
            <button
              type="button"
              className="value-pin"
              aria-pressed={isPin}
              aria-label={isPin ? `Compare all values of ${flagKey} again` : `Pin ${flagKey} to ${name}`}
              title={isPin ? 'Pinned in every cell' : 'Pin in every cell'}
              onClick={() => onStateChange({ flags: pinValue(choosing, flagKey, value) })}
            >
              {isPin ? <PinOff size={12} aria-hidden /> : <Pin size={12} aria-hidden />}
            </button>
          </span>
        )
      })}
      <CustomValue
        flagKey={flagKey}
        type={flag?.type}
        onAdd={(value) => {
          if (!isOn(value)) onStateChange({ flags: toggleValue(choosing, flagKey, value) })
        }}
      />
    </div>
  )
}

function servedValue({ value, reason }: FlagReport): string {
  return value === undefined ? reason.toLowerCase() : formatFlagValue(value)
}

function describe(flag: FlagReport | undefined): string | undefined {
  const description = flag?.flagMetadata.description
  return description === undefined ? undefined : String(description)
}
