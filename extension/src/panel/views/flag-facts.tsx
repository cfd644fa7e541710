import type { FlagRow } from '../model/list-rows.ts'
import { clipText, editableText, MAX_DETAIL_TEXT } from '../model/value-text.ts'
import { Facts } from './facts.tsx'
import { FlagMetadataFacts } from './flag-metadata-facts.tsx'
import { Section } from './section.tsx'

/** What is known about a flag, its client, and whom it was evaluated for. */
export function FlagFacts({ row }: { row: FlagRow }) {
  const { flag, client, document } = row
  const { sdk, state, revision, context } = client.description.value
  return (
    <>
      <Section title="Flag">
        <Facts
          entries={[
            ['Type', flag.type ?? 'not known'],
            ['Read on this page', flag.observed ? 'yes' : 'not yet'],
          ]}
        />
        <FlagMetadataFacts metadata={flag.flagMetadata} nowMs={Date.now()} />
      </Section>
      <Section title="Client">
        <Facts
          entries={[
            ['SDK', sdk],
            ['State', state],
            ['Revision', revision ?? 'none'],
            [document.isTopFrame ? 'Page' : 'Frame', document.page.value?.url ?? ''],
          ]}
        />
        <details>
          <summary>Context</summary>
          <pre class="mono value-json">{clipText(editableText(context), MAX_DETAIL_TEXT)}</pre>
        </details>
      </Section>
    </>
  )
}
