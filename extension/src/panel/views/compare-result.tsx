import { useSignal } from '@preact/signals'
import { Copy, Search } from 'lucide-preact'
import type { CompareFilter, CompareSession } from '../model/compare-session.ts'
import { comparisonTable } from '../model/comparison-table.ts'
import { DIFFERENCE_WORDS, FILTER_WORDS, COMPARE_TEXT as TEXT } from '../text/compare.ts'
import { CompareRow } from './compare-row.tsx'
import { copyText } from './copy-text.ts'
import { WindowedRows } from './windowed-rows.tsx'

/** The flags that differ, and what can be done with the list. */
export function CompareResult({ session }: { session: CompareSession }) {
  const rows = session.rows.value
  const all = session.compared.value.length
  const said = useSignal('')
  const isSame = rows.length === 0 && session.filter.value === 'different' && session.search.value === ''
  return (
    <>
      <div class="tool-bar">
        <label class="labelled">
          {TEXT.show}
          <select
            class="select"
            value={session.filter.value}
            onChange={(event) => {
              session.filter.value = event.currentTarget.value as CompareFilter
            }}
          >
            {Object.entries(FILTER_WORDS).map(([filter, words]) => (
              <option key={filter} value={filter}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label class="compare-search">
          <Search size={14} aria-hidden="true" />
          <input
            type="search"
            class="field"
            aria-label={TEXT.search}
            placeholder={TEXT.search}
            spellcheck={false}
            autocomplete="off"
            value={session.search.value}
            onInput={(event) => {
              session.search.value = event.currentTarget.value
            }}
          />
        </label>
        <button
          type="button"
          class="button"
          disabled={rows.length === 0}
          onClick={() => {
            const table = comparisonTable(
              rows,
              [TEXT.flag, TEXT.here, TEXT.there, TEXT.difference],
              DIFFERENCE_WORDS,
            )
            said.value = copyText(table) ? TEXT.copied : TEXT.notCopied
          }}
        >
          <Copy size={12} aria-hidden="true" />
          {TEXT.copy}
        </button>
        <span class="faint" role="status">
          {said.value || TEXT.counts(rows.length, all)}
        </span>
      </div>
      {rows.length === 0 ? (
        <p class="compare-none">{isSame ? TEXT.same : TEXT.noneFound}</p>
      ) : (
        <div class="compare-rows">
          <Rows session={session} />
        </div>
      )}
    </>
  )
}

function Rows({ session }: { session: CompareSession }) {
  const rows = session.rows.value
  return (
    <WindowedRows
      count={rows.length}
      shownIndex={-1}
      header={
        <tr class="row row-header row-compared" aria-rowindex={1}>
          {[TEXT.flag, TEXT.here, TEXT.there, TEXT.difference].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      }
      attributes={{
        'aria-label': TEXT.table,
        'aria-rowcount': rows.length + 1,
      }}
      renderRow={(index) => {
        const flag = rows[index]
        return flag && <CompareRow key={flag.flagKey} flag={flag} index={index} />
      }}
    />
  )
}
