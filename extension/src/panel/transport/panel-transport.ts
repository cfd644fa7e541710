import type { PanelMessage } from '@halyard/devtools'
import type { SiteAccess } from './site-access.ts'

/** A document that the panel can talk to. */
export interface DocumentConnection {
  /** Given by the transport, unique among all documents it ever opened; the page cannot choose it. */
  readonly connectionId: string
  /** Whether the document fills its tab, in contrast to one in a frame. */
  readonly isTopFrame: boolean
  /** Says something to the page. Does nothing once the connection is closed. */
  send(message: PanelMessage): void
}

/** What a transport tells its panel. Never called before {@link PanelTransport.open} has returned. */
export interface TransportListener {
  /** A document can be talked to. It says nothing until it is greeted. */
  opened(connection: DocumentConnection): void
  /** A document said something. It comes from a page, so it may be anything. */
  received(connectionId: string, message: unknown): void
  /** A document is gone. Called at most once for each document, and the last call for it. */
  closed(connectionId: string): void
  /** The page can carry a marker that says what is overridden, and this is whether it is switched on. */
  markerChanged?(isShown: boolean): void
}

/**
 * How a panel reaches the documents that it looks at. Implementations: an extension's ports, a registry in the same
 * page, and a fake that tests drive by hand.
 */
export interface PanelTransport {
  /**
   * Begins to look for documents.
   *
   * @returns a function that closes every connection and ends the search.
   */
  open(listener: TransportListener): () => void
  /** Loads the inspected page again; absent where that makes no sense. */
  reloadPage?(): void
  /** Which sites may be looked into; absent where nobody has to be asked. */
  readonly siteAccess?: SiteAccess
  /** Switches the marker on the page on or off; absent where there can be none. */
  showMarker?(isShown: boolean): void
}
