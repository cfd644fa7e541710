import type { FlagRow } from '../model/list-rows.ts'
import { clipText, editableText, MAX_DETAIL_TEXT } from '../model/value-text.ts'
import { DETAIL_TEXT } from '../text/detail.ts'
import { FLAGS_TEXT } from '../text/flags.ts'
import { Facts } from './facts.tsx'
import { FlagMetadataFacts } from './flag-metadata-facts.tsx'
import { Section } from './section.tsx'

/** What is known about a flag, its client, and whom it was evaluated for. */
export function FlagFacts({ row }: { row: FlagRow }) {
  const { flag, client, document } = row
  const { sdk, state, revision, context } = client.description.value
  return (
    <>
      <Section title={DETAIL_TEXT.flag}>
        <Facts
          entries={[
            [DETAIL_TEXT.type, flag.type ?? DETAIL_TEXT.unknownType],
            [DETAIL_TEXT.isRead, flag.observed ? DETAIL_TEXT.read : DETAIL_TEXT.unread],
          ]}
        />
        <FlagMetadataFacts metadata={flag.flagMetadata} nowMs={Date.now()} />
      </Section>
      <Section title={DETAIL_TEXT.client}>
        <Facts
          entries={[
            [DETAIL_TEXT.sdk, sdk],
            [DETAIL_TEXT.state, state],
            [DETAIL_TEXT.revision, revision ?? DETAIL_TEXT.noRevision],
            [document.isTopFrame ? FLAGS_TEXT.page : FLAGS_TEXT.frame, document.page.value?.url ?? ''],
          ]}
        />
        <details>
          <summary>{DETAIL_TEXT.context}</summary>
          <pre class="mono value-json">{clipText(editableText(context), MAX_DETAIL_TEXT)}</pre>
        </details>
      </Section>
    </>
  )
}
