import type { FlagValueType } from '@halyard/schema'
import { useComputed } from '@preact/signals'
import { X } from 'lucide-preact'
import { type FlagFilters, type FlagOrder, type FlagSwitchName, hasFilters } from '../model/flag-filters.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { reasonWord } from '../model/reason-words.ts'
import { FLAGS_TEXT, foundText, ORDER_WORDS, SWITCH_WORDS } from '../text/flags.ts'
import { ToggleChip } from './toggle-chip.tsx'

const TYPES: readonly FlagValueType[] = ['boolean', 'string', 'number', 'object']
/** A page may give reasons of its own, and any number of them. */
const MAX_REASONS = 30

/** Narrows the list of flags, and says that it is narrowed. */
export function FilterBar({ session }: { session: PanelSession }) {
  const reasons = useReasons(session)
  const filters = session.filters.value
  const change = (next: Partial<FlagFilters>) => {
    session.filters.value = { ...filters, ...next }
  }
  const found = session.rows.value.reduce((count, { kind }) => count + (kind === 'flag' ? 1 : 0), 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row that wraps
    <div class="filter-bar" role="group" aria-label={FLAGS_TEXT.filters}>
      {(Object.keys(SWITCH_WORDS) as FlagSwitchName[]).map((name) => (
        <ToggleChip
          key={name}
          title={SWITCH_WORDS[name].title}
          isOn={filters[name]}
          onToggle={() => change({ [name]: !filters[name] })}
        >
          {SWITCH_WORDS[name].label}
        </ToggleChip>
      ))}
      <select
        class="chip"
        aria-label={FLAGS_TEXT.type}
        data-set={filters.type !== null}
        value={filters.type ?? ''}
        onChange={({ currentTarget }) =>
          change({ type: (currentTarget.value || null) as FlagValueType | null })
        }
      >
        <option value="">{FLAGS_TEXT.anyType}</option>
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
      <select
        class="chip"
        aria-label={FLAGS_TEXT.reason}
        data-set={filters.reason !== null}
        value={filters.reason ?? ''}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value || null })}
      >
        <option value="">{FLAGS_TEXT.anyReason}</option>
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {reasonWord(reason)}
          </option>
        ))}
      </select>
      <select
        class="chip"
        aria-label={FLAGS_TEXT.order}
        data-set={session.order.value !== 'key'}
        value={session.order.value}
        onChange={({ currentTarget }) => {
          session.order.value = currentTarget.value as FlagOrder
        }}
      >
        {(Object.keys(ORDER_WORDS) as FlagOrder[]).map((order) => (
          <option key={order} value={order}>
            {ORDER_WORDS[order]}
          </option>
        ))}
      </select>
      {hasFilters(filters) && (
        <span class="filter-found">
          <span role="status">{foundText(found, session.counts.value.all)}</span>
          <button type="button" class="chip chip-clear" onClick={session.clearFilters}>
            <X size={12} aria-hidden="true" />
            {FLAGS_TEXT.clear}
          </button>
        </span>
      )}
    </div>
  )
}

/** The reasons that there are, and the one that is filtered for. */
function useReasons(session: PanelSession): readonly string[] {
  return useComputed(() => {
    const reasons = new Set<string>()
    const { reason: chosen } = session.filters.value
    if (chosen !== null) reasons.add(chosen)
    for (const { client } of session.clients.value) {
      void client.version.value
      for (const { reason } of client.flags()) if (reasons.size < MAX_REASONS) reasons.add(reason)
    }
    return [...reasons].sort()
  }).value
}
