/**
 * The event on `document` with which the page hook hands one end of a private channel to the relay. Everything after
 * it goes through that channel, which no script of the page can listen to.
 */
export const CHANNEL_EVENT = 'halyard:devtools-channel'

/** The name of the extension port that a panel opens to one document. */
export const PANEL_PORT_NAME = 'halyard:panel'

/** What the page hook says to the relay: how many flags of this document are overridden. */
export interface HookMessage {
  readonly overridden: number
}

/** What relays, panels and the badge say to each other outside of a conversation with a page. */
export type RelayMessage =
  /** A panel asks every document of its tab to announce itself. */
  | { readonly halyard: 'roll-call' }
  /**
   * A document can be connected to. The number is another one for each document of a frame, and after each return from the
   * back/forward cache, which cuts ports.
   */
  | { readonly halyard: 'document'; readonly visit: number }
  /** The badge asks every document of a tab for its count. */
  | { readonly halyard: 'count' }
  /** How many flags of a document are overridden. */
  | { readonly halyard: 'overridden'; readonly count: number }
  /** A panel shows or hides the marker on the page, and hears whether it is shown. */
  | { readonly halyard: 'marker'; readonly isShown: boolean }

/**
 * Reads what another part of the extension sent.
 *
 * @returns the message, or `null` for anything else.
 */
export function parseRelayMessage(value: unknown): RelayMessage | null {
  if (typeof value !== 'object' || value === null || !('halyard' in value)) return null
  const { halyard } = value
  if (halyard === 'roll-call' || halyard === 'count') return { halyard }
  if (halyard === 'document' && 'visit' in value && typeof value.visit === 'number') {
    return { halyard, visit: value.visit }
  }
  if (halyard === 'overridden' && 'count' in value && isCount(value.count)) {
    return { halyard, count: value.count }
  }
  if (halyard === 'marker' && 'isShown' in value && typeof value.isShown === 'boolean') {
    return { halyard, isShown: value.isShown }
  }
  return null
}

/**
 * Reads what came out of a page, through the channel of its hook.
 *
 * @returns the message, or `null` for anything else.
 */
export function parseHookMessage(value: unknown): HookMessage | null {
  if (typeof value !== 'object' || value === null || !('overridden' in value)) return null
  return isCount(value.overridden) ? { overridden: value.overridden } : null
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
