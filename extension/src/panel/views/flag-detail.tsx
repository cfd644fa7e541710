import { Undo2 } from 'lucide-preact'
import type { FlagRow } from '../model/list-rows.ts'
import { isOverridden } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { reasonSentence } from '../model/reason-words.ts'
import { clipText, editableText, MAX_DETAIL_TEXT, valueText } from '../model/value-text.ts'
import { DetailPane } from './detail-pane.tsx'
import { FlagFacts } from './flag-facts.tsx'
import { FlagHistory } from './flag-history.tsx'
import { FlagReadsSection } from './flag-reads-section.tsx'
import { OverrideEditor } from './override-editor.tsx'
import { OverrideMark } from './override-mark.tsx'
import { ReasonLabel } from './reason-label.tsx'
import { Section } from './section.tsx'

/** Everything about the selected flag. */
export function FlagDetail({ session, onClose }: { session: PanelSession; onClose: () => void }) {
  const row = session.selected.value
  if (!row) return <p class="detail-none">Select a flag to see why it has its value, and to change it.</p>
  const { document, client, flag } = row
  const address = `${document.connectionId} ${client.clientId} ${flag.flagKey}`
  return (
    <DetailPane title={<h1 class="mono">{clipText(flag.flagKey, 500)}</h1>} onClose={onClose}>
      {isOverridden(flag) ? <OverriddenValue session={session} row={row} /> : <ServedValue row={row} />}
      <Section title="Override">
        <OverrideEditor key={address} session={session} row={row} />
      </Section>
      <FlagReadsSection row={row} />
      <FlagHistory key={address} row={row} />
      <FlagFacts key={address} row={row} />
    </DetailPane>
  )
}

function ServedValue({ row }: { row: FlagRow }) {
  const { flag } = row
  return (
    <Section title="Value">
      <Value value={flag.value} variant={flag.variant} />
      <Why row={row} outcome={flag} />
      {(flag.errorCode !== undefined || flag.errorMessage !== undefined) && (
        <p class="error">
          {flag.errorCode !== undefined && <strong class="mono">{clipText(flag.errorCode, 80)}</strong>}{' '}
          {clipText(flag.errorMessage ?? '', 2_000)}
        </p>
      )}
    </Section>
  )
}

function OverriddenValue({ session, row }: { session: PanelSession; row: FlagRow }) {
  const { flag } = row
  return (
    <>
      <section class="section section-override">
        <h2>
          <OverrideMark />
          Overridden by you
          <button type="button" class="button-override" onClick={() => session.reset(row)}>
            <Undo2 size={12} aria-hidden="true" />
            Reset
          </button>
        </h2>
        <Value value={flag.value} variant={flag.variant} />
      </section>
      {flag.original && (
        <Section title="Served without it">
          <Value value={flag.original.value} variant={flag.original.variant} />
          <Why row={row} outcome={flag.original} />
        </Section>
      )}
    </>
  )
}

function Value({ value, variant }: { value: unknown; variant: string | undefined }) {
  if (value === undefined) return <p class="faint">The fallback in the page’s code</p>
  const isObject = typeof value === 'object'
  return (
    <div class="value">
      <pre class={isObject ? 'mono value-json' : 'mono value-scalar'}>
        {isObject ? clipText(editableText(value), MAX_DETAIL_TEXT) : valueText(value, MAX_DETAIL_TEXT)}
      </pre>
      {variant !== undefined && (
        <span class="faint">
          variant <span class="variant-name">{clipText(variant, 80)}</span>
        </span>
      )}
    </div>
  )
}

function Why({ row, outcome }: { row: FlagRow; outcome: { reason: string; variant?: string } }) {
  return (
    <p class="why">
      <ReasonLabel reason={outcome.reason} />
      <span>{reasonSentence(outcome, row.client.description.value.context.targetingKey)}</span>
    </p>
  )
}
