/** What the playground is asked to lay out for pictures, in place of its workspace: every cell at its true size, or the sheet. */
export type CaptureMode = 'cells' | 'sheet'

/** The parameter of the playground's address that asks for it. */
const CAPTURE_PARAMETER = 'capture'

/**
 * Makes of a link to the playground one that lays its cells out for pictures. The state that the link says stays.
 *
 * @param link as copied from the playground's address bar.
 * @throws Error when it is no web address.
 * @example captureLink('http://127.0.0.1:4880/?flag=hero', 'cells') // 'http://127.0.0.1:4880/?flag=hero&capture=cells'
 */
export function captureLink(link: string, mode: CaptureMode): string {
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new Error(`"${link}" is no web address: copy the link from the playground's address bar.`)
  }
  url.searchParams.set(CAPTURE_PARAMETER, mode)
  return url.href
}
