import type { ShareState } from '@halyard/protocol/share'

const MAX_FLAGS = 10
const MAX_LENGTH = 80

/** Asks with the browser's own dialog, which no style and no script of a share can change. */
export async function confirmShare(share: ShareState): Promise<boolean> {
  await whenVisited()
  return globalThis.confirm(describeShare(share))
}

/** A browser that renders a page ahead of the visit declines its dialogs without showing them. */
async function whenVisited(): Promise<void> {
  if (!(document as Document & { readonly prerendering?: boolean }).prerendering) return
  await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }))
}

/** What a share brings, in words. Whatever its sender wrote is quoted, so that it cannot pass for ours. */
function describeShare({ overrides, name, note, expiresAtMs }: ShareState): string {
  const values = [...overrides].map(([flagKey, value]) => `${quoted(flagKey)}: ${quoted(value)}`)
  const omitted = values.length - MAX_FLAGS
  return [
    'Somebody shares other flag values for this page with you:',
    ...values.slice(0, MAX_FLAGS),
    ...(omitted > 0 ? [`and ${omitted} more`] : []),
    ...(name === undefined ? [] : [`Called: ${quoted(name)}`]),
    ...(note === undefined ? [] : [`With the note: ${quoted(note)}`]),
    `Use them in this tab${expiresAtMs === undefined ? '' : ` until ${new Date(expiresAtMs).toLocaleString()}`}?`,
  ].join('\n')
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text
}
