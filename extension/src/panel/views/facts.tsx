import { clipText, editableText } from '../model/value-text.ts'

/** Names and what belongs to them; a text stands as it is, anything else as JSON. */
export function Facts({ entries }: { entries: readonly (readonly [string, unknown])[] }) {
  return (
    <dl class="facts">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{clipText(name, 80)}</dt>
          <dd class="mono">{clipText(typeof value === 'string' ? value : editableText(value), 2_000)}</dd>
        </div>
      ))}
    </dl>
  )
}
