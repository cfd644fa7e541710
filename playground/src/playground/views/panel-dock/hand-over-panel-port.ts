import type { DocumentOffer } from '@halyard/extension/panel'

/**
 * Has the panel in one frame speak with the page in another, over a channel that neither the playground nor any other page
 * hears. Does nothing where one of the two is not there.
 *
 * @param panel the frame of the panel, which is the playground's own.
 * @param pageUrl the page of the cell: a window of any other origin never receives the port.
 */
export function handOverPanelPort(panel: HTMLIFrameElement | null, cellId: string, pageUrl: string): void {
  const page = document.querySelector<HTMLIFrameElement>(`[data-cell-id="${CSS.escape(cellId)}"] iframe`)
  if (!panel?.contentWindow || !page?.contentWindow) return
  const { port1, port2 } = new MessageChannel()
  page.contentWindow.postMessage({ halyard: 'devtools', type: 'connect' }, new URL(pageUrl).origin, [port1])
  const offer: DocumentOffer = { halyard: 'panel', type: 'document' }
  panel.contentWindow.postMessage(offer, location.origin, [port2])
}
