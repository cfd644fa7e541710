import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { PanelTransport } from '../transport/panel-transport.ts'
import { type FlagAddress, type FlagAddressResult, readFlagAddress } from '../transport/read-flag-address.ts'
import type { PageAccess, WithheldSite } from '../transport/site-access.ts'
import { createDocumentModel, type DocumentModel, type OpenDocumentModel } from './document-model.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** The most documents of one tab that a panel keeps. */
export const MAX_DOCUMENTS = 200

/** How long the last document stays on view after it is gone, unless another one takes its place before. */
export const FAREWELL_MS = 1_000

/** Everything the panel knows of the inspected tab. */
export interface PanelModel {
  /** The top document first, then frames in the order in which they appeared. */
  readonly documents: ReadonlySignal<readonly DocumentModel[]>
  /** What happened in the tab since the panel opened, and what pages have kept from before. */
  readonly timeline: Timeline
  /** Loads the inspected page again; absent where that makes no sense. */
  readonly reloadPage?: () => void
  /** What of the tab may be looked into; `null` while that is not known, and where nobody has to be asked. */
  readonly access: ReadonlySignal<PageAccess | null>
  /** Asks the person to allow a site, and loads the page again where they do. Call it from a click. */
  allow(site: WithheldSite): Promise<void>
  /** Reads the flags at an address, once the person has allowed it. Call it from a click. */
  readFlags(address: FlagAddress): Promise<FlagAddressResult>
  /** Whether the marker on the page is switched on; `null` where there can be none. */
  readonly isMarkerShown: ReadonlySignal<boolean | null>
  showMarker(isShown: boolean): void
  /** Closes every connection. */
  close(): void
}

/** What {@link createPanelModel} needs of its surroundings. */
export interface PanelModelOptions {
  readonly transport: PanelTransport
  /** Calls back after a time, and returns a function that prevents it. @default setTimeout */
  readonly schedule?: (callback: () => void, delayMs: number) => () => void
  /** In milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/**
 * Creates the panel's model over a transport.
 *
 * While a page reloads, its old documents stay on view, read-only, so that nothing jumps: until the new top document
 * has answered, or {@link FAREWELL_MS} have passed.
 *
 * @example const model = createPanelModel({ transport: createDirectTransport(registry) })
 */
export function createPanelModel({
  transport,
  schedule = scheduleTimeout,
  now = Date.now,
}: PanelModelOptions): PanelModel {
  const timeline = createTimeline()
  const documents = signal<readonly OpenDocumentModel[]>([])
  const access = signal<PageAccess | null>(null)
  const isMarkerShown = signal<boolean | null>(null)
  const pending = new Set<() => void>()

  function find(connectionId: string): OpenDocumentModel | undefined {
    return documents.value.find((document) => document.connectionId === connectionId)
  }

  function remove(isGone: (document: OpenDocumentModel) => boolean): void {
    if (documents.value.some(isGone)) {
      documents.value = documents.value.filter((document) => !isGone(document))
    }
  }

  function bidFarewell(document: OpenDocumentModel): void {
    const cancel = schedule(() => {
      pending.delete(cancel)
      remove((candidate) => candidate === document)
    }, FAREWELL_MS)
    pending.add(cancel)
  }

  const closeTransport = transport.open({
    opened(connection) {
      if (documents.value.length >= MAX_DOCUMENTS) return
      const document = createDocumentModel(connection, timeline, now)
      documents.value = document.isTopFrame ? [document, ...documents.value] : [...documents.value, document]
    },
    received(connectionId, message) {
      const document = find(connectionId)
      batch(() => {
        document?.receive(message)
        if (document?.isTopFrame && document.status.value === 'ready') remove(isClosed)
      })
    },
    closed(connectionId) {
      const document = find(connectionId)
      if (!document) return
      document.close()
      const isReplaced = documents.value.some((other) => other.isTopFrame && other.status.value === 'ready')
      if (isReplaced) remove(isClosed)
      else bidFarewell(document)
    },
    markerChanged(isShown) {
      isMarkerShown.value = isShown
    },
  })

  const forgetAccess = transport.siteAccess?.watch((now) => {
    access.value = now
  })

  return {
    documents,
    access,
    async allow(site) {
      if (await transport.siteAccess?.request(site)) transport.reloadPage?.()
    },
    readFlags: (address) => readFlagAddress(address, { siteAccess: transport.siteAccess }),
    isMarkerShown,
    showMarker: (isShown) => transport.showMarker?.(isShown),
    timeline,
    ...(transport.reloadPage && { reloadPage: () => transport.reloadPage?.() }),
    close() {
      for (const cancel of pending) cancel()
      forgetAccess?.()
      closeTransport()
    },
  }
}

function isClosed(document: DocumentModel): boolean {
  return document.status.value === 'closed'
}

function scheduleTimeout(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
