/** One document of a tab, as the browser names it. */
export interface TabDocument {
  readonly tabId: number
  readonly frameId: number
  /** Absent in browsers that name frames alone. */
  readonly documentId?: string
}

/** A document that can be connected to. */
export interface AnnouncedDocument {
  readonly target: TabDocument
  /** Another one for each document of a frame, and whenever the ports to it were cut. */
  readonly visit: string
}

/** What a page of the extension asks of the background by the name of a port. */
export type ForwardedPort =
  /** Says {@link AnnouncedDocument}s of a tab, those that are there first. */
  | { readonly kind: 'announcements'; readonly tabId: number }
  /** Passes on everything that is said to a document, and that it says. */
  | { readonly kind: 'conversation'; readonly target: TabDocument }

/** What is said through a port for nothing but to keep the background awake. */
export const AWAKE = 'awake'

const PREFIX = 'halyard:forwarded '

/** Writes the name of such a port. */
export function forwardedPortName(port: ForwardedPort): string {
  return PREFIX + JSON.stringify(port)
}

/**
 * Reads the name of such a port. Only pages of the extension have any.
 *
 * @returns `null` for any other name.
 */
export function parseForwardedPortName(name: string): ForwardedPort | null {
  return name.startsWith(PREFIX) ? (JSON.parse(name.slice(PREFIX.length)) as ForwardedPort) : null
}
