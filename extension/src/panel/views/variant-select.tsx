import { flagValueType } from '@halyard/schema'
import { ChevronDown } from 'lucide-preact'
import type { FlagRow } from '../model/list-rows.ts'
import { isOverridable } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { FLAGS_TEXT } from '../text/flags.ts'

/** Whether a flag's variants are known, so that there is something to choose from. */
export function hasChoice(row: FlagRow): boolean {
  return !row.flag.isCut && Object.keys(row.flag.variants ?? {}).length > 1
}

/** The flag's value, and behind it a menu of its variants. */
export function VariantSelect({ session, row }: { session: PanelSession; row: FlagRow }) {
  const { flagKey, value, variants = {} } = row.flag
  const current = valueText(value)
  const chosen = Object.keys(variants).find((variant) => valueText(variants[variant]) === current)
  return (
    <span class="variant-select">
      <span class="mono cell-text" aria-hidden="true">
        {current || FLAGS_TEXT.fallback}
      </span>
      {isOverridable(row) && <ChevronDown class="variant-chevron" size={12} aria-hidden="true" />}
      <select
        tabIndex={-1}
        aria-label={FLAGS_TEXT.override(flagKey)}
        title={current}
        value={chosen ?? ''}
        disabled={!isOverridable(row)}
        onChange={(event) => {
          const next = variants[event.currentTarget.value]
          if (next !== undefined && flagValueType(next)) session.override(row, next)
        }}
      >
        {chosen === undefined && (
          <option value="" disabled>
            {clipText(current || FLAGS_TEXT.fallback, 40)}
          </option>
        )}
        {Object.entries(variants).map(([variant, choice]) => (
          <option key={variant} value={variant}>
            {clipText(variant, 40)}: {valueText(choice, 60)}
          </option>
        ))}
      </select>
    </span>
  )
}
