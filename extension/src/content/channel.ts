/**
 * The event on `document` with which the page hook hands one end of a private channel to the relay. Everything after
 * it goes through that channel, which no script of the page can listen to.
 */
export const CHANNEL_EVENT = 'halyard:devtools-channel'

/**
 * What the relay says to the page hook when a panel is gone. The `close` event of a port does not reach the page's world
 * (seen in Chromium 156).
 */
export const FAREWELL = 'farewell'

/** The name of the extension port that a panel opens to one document. */
export const PANEL_PORT_NAME = 'halyard:panel'

/** What relays and panels say to each other outside a port. */
export type RelayMessage =
  /** A panel asks every document of its tab to announce itself. */
  | { readonly halyard: 'roll-call' }
  /** A document can be connected to. It counts its returns from the back/forward cache, which cut its ports. */
  | { readonly halyard: 'document'; readonly visit: number }

/**
 * Reads what another part of the extension sent.
 *
 * @returns the message, or `null` for anything else.
 */
export function parseRelayMessage(value: unknown): RelayMessage | null {
  if (typeof value !== 'object' || value === null || !('halyard' in value)) return null
  if (value.halyard === 'roll-call') return { halyard: 'roll-call' }
  if (value.halyard !== 'document' || !('visit' in value) || typeof value.visit !== 'number') return null
  return { halyard: 'document', visit: value.visit }
}
