import type { PanelMessage } from '@halyard/devtools'

/**
 * Ends a conversation with a page. It has to be said: the `close` event of a port does not reach the page's world (seen
 * in Chromium 156).
 */
export function sayGoodbye(page: MessagePort): void {
  const goodbye: PanelMessage = { halyard: 'devtools', type: 'goodbye' }
  page.postMessage(goodbye)
  page.close()
}
