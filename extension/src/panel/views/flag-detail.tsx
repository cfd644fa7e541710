import type { EvaluationContext } from '@halyard/schema'
import { Undo2 } from 'lucide-preact'
import type { FlagRow } from '../model/list-rows.ts'
import { isOverridden } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText, editableText, MAX_DETAIL_TEXT, valueText } from '../model/value-text.ts'
import { DETAIL_TEXT } from '../text/detail.ts'
import { OVERRIDE_TEXT, overriddenBy } from '../text/override.ts'
import { WHY_TEXT } from '../text/why.ts'
import { DetailPane } from './detail-pane.tsx'
import { EffectSection } from './effect-section.tsx'
import { FlagFacts } from './flag-facts.tsx'
import { FlagHistory } from './flag-history.tsx'
import { FlagReadsSection } from './flag-reads-section.tsx'
import { OverrideEditor } from './override-editor.tsx'
import { OverrideMark } from './override-mark.tsx'
import { Section } from './section.tsx'
import { TimeLeft } from './time-left.tsx'
import { UsesSection } from './uses-section.tsx'
import { WhyBlock } from './why-block.tsx'

/** Everything about the selected flag. */
export function FlagDetail({ session, onClose }: { session: PanelSession; onClose: () => void }) {
  const row = session.selected.value
  if (!row) return <p class="detail-none">{DETAIL_TEXT.none}</p>
  const { document, client, flag } = row
  const address = `${document.connectionId} ${client.clientId} ${flag.flagKey}`
  return (
    <DetailPane title={<h1 class="mono">{clipText(flag.flagKey, 500)}</h1>} onClose={onClose}>
      {isOverridden(flag) ? <OverriddenValue session={session} row={row} /> : <ServedValue row={row} />}
      <Section title={flag.original ? WHY_TEXT.titleOfServed : WHY_TEXT.title}>
        <WhyBlock
          outcome={flag.original ?? flag}
          context={contextOf(row)}
          explanation={session.explanation.value}
        />
      </Section>
      <Section title={OVERRIDE_TEXT.title}>
        {flag.isCut ? (
          <p class="warn">{DETAIL_TEXT.cut}</p>
        ) : (
          <OverrideEditor key={address} session={session} row={row} />
        )}
      </Section>
      <EffectSection key={`effect ${address}`} row={row} />
      <UsesSection client={client} context={contextOf(row)} explanation={session.explanation.value} />
      <FlagReadsSection row={row} />
      <FlagHistory key={address} row={row} />
      <FlagFacts key={address} row={row} />
    </DetailPane>
  )
}

function ServedValue({ row }: { row: FlagRow }) {
  const { flag } = row
  return (
    <Section title={DETAIL_TEXT.value}>
      <Value value={flag.value} variant={flag.variant} />
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
          {overriddenBy(flag.override?.scope)}
          {flag.override?.expiresAtMs !== undefined && (
            <span class="override-left">
              <TimeLeft expiresAtMs={flag.override.expiresAtMs} />
            </span>
          )}
          <button type="button" class="button-override" onClick={() => session.reset(row)}>
            <Undo2 size={12} aria-hidden="true" />
            {OVERRIDE_TEXT.reset}
          </button>
        </h2>
        <Value value={flag.value} variant={flag.variant} />
      </section>
      {flag.original && (
        <Section title={DETAIL_TEXT.servedWithout}>
          <Value value={flag.original.value} variant={flag.original.variant} />
        </Section>
      )}
    </>
  )
}

function Value({ value, variant }: { value: unknown; variant: string | undefined }) {
  if (value === undefined) return <p class="faint">{DETAIL_TEXT.fallback}</p>
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

function contextOf({ client }: FlagRow): EvaluationContext {
  return client.description.value.context
}
