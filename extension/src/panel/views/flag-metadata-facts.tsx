import type { FlagMetadata } from '@halyard/schema'
import { describeMetadata, type MetadataFact } from '../model/metadata-facts.ts'
import { clipText } from '../model/value-text.ts'
import { METADATA_TEXT } from '../text/metadata.ts'

/** What people wrote about a flag: what it is for, whose it is, when it should be gone. */
export function FlagMetadataFacts({ metadata, nowMs }: { metadata: FlagMetadata; nowMs: number }) {
  const { description, facts } = describeMetadata(metadata, nowMs)
  return (
    <>
      {description !== undefined && <p class="facts-description">{description}</p>}
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{clipText(fact.name, 80)}</dt>
              <dd>
                <FactValue fact={fact} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function FactValue({ fact }: { fact: MetadataFact }) {
  if (fact.href !== undefined) {
    return (
      <a href={fact.href} target="_blank" rel="noreferrer noopener">
        {fact.text}
      </a>
    )
  }
  return (
    <>
      <span class={fact.isPlain ? undefined : 'mono'}>{fact.text}</span>
      {fact.isOverdue && <strong class="warn"> {METADATA_TEXT.overdue}</strong>}
    </>
  )
}
