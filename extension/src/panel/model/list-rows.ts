import type { FlagReport } from '@halyard/devtools'
import type { ClientModel } from './client-model.ts'
import type { DocumentModel } from './document-model.ts'
import { type FlagFilters, type FlagOrder, hasFilters, inOrder, passesFilters } from './flag-filters.ts'
import { isOverridden, overrideSupport } from './overridden.ts'
import { originOf, type StarredFlags } from './starred-flags.ts'

/** A client on the document that it lives in. */
export interface ClientPlace {
  readonly document: DocumentModel
  readonly client: ClientModel
}

/** A flag of one client. */
export interface FlagRow extends ClientPlace {
  readonly kind: 'flag'
  readonly flag: FlagReport
}

/** One line of the flag list. */
export type ListRow =
  | FlagRow
  /** Names the client that the flags below belong to; only where there are several. */
  | (ClientPlace & { readonly kind: 'client' })
  /** Begins the flags that the page has not read. */
  | { readonly kind: 'unread'; readonly count: number }

/** Every client of every document, in the order in which the list shows them. */
export function findClients(documents: readonly DocumentModel[]): ClientPlace[] {
  return documents.flatMap((document) => document.clients.value.map((client) => ({ document, client })))
}

/** Which flags are listed, and in which order. */
export interface ListQuery {
  /** Words that a flag's key must contain, all of them, in any case and order. */
  readonly search: string
  readonly filters: FlagFilters
  readonly order: FlagOrder
  readonly stars: StarredFlags
}

/** Lays out the list: per client, the flags that the page has read, then the others. */
export function layOutRows(clients: readonly ClientPlace[], query: ListQuery): ListRow[] {
  const { filters, order, stars } = query
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
  const isNarrowed = words.length > 0 || hasFilters(filters)
  const rows: ListRow[] = []
  for (const place of clients) {
    const activity = place.document.activity(place.client.clientId)
    const starred = stars.of(originOf(place.document.page.value?.url ?? ''))
    // Reading versions is what makes the list follow the flags.
    void place.client.version.value
    if (filters.isStarred) void stars.version.value
    if (filters.isChanged || order !== 'key') void activity.version.value
    const matches = (flag: FlagReport): boolean => {
      const key = flag.flagKey.toLowerCase()
      return words.every((word) => key.includes(word)) && passesFilters(flag, filters, activity, starred)
    }
    const flags = place.client.flags()
    const found = inOrder(isNarrowed ? flags.filter(matches) : flags, order, activity)
    if (clients.length > 1 && (found.length > 0 || !isNarrowed)) rows.push({ kind: 'client', ...place })
    const read: ListRow[] = []
    const unread: ListRow[] = []
    for (const flag of found) (flag.observed ? read : unread).push({ kind: 'flag', ...place, flag })
    for (const row of read) rows.push(row)
    if (unread.length > 0) rows.push({ kind: 'unread', count: unread.length })
    for (const row of unread) rows.push(row)
  }
  return rows
}

/** What the line above the list says. */
export interface FlagCounts {
  readonly all: number
  readonly read: number
  /** A flag that several clients of one document have counts once. */
  readonly overridden: number
  /** How many of the overridden ones are so in every tab of their site. */
  readonly shared: number
  /** How many of the overridden ones have an end. */
  readonly ending: number
  /** How many of the overridden ones the next reload forgets. */
  readonly passing: number
  readonly leftOut: number
}

/** Counts the flags of all clients. */
export function countFlags(clients: readonly ClientPlace[]): FlagCounts {
  const counts = { all: 0, read: 0, leftOut: 0 }
  const overridden = new Map<DocumentModel, Set<string>>()
  const terms = { shared: 0, ending: 0, passing: 0 }
  for (const { document, client } of clients) {
    void client.version.value
    const flagKeys = overridden.get(document) ?? new Set()
    overridden.set(document, flagKeys)
    counts.leftOut += client.leftOut.value
    for (const flag of client.flags()) {
      counts.all += 1
      if (flag.observed) counts.read += 1
      if (!isOverridden(flag) || flagKeys.has(flag.flagKey)) continue
      flagKeys.add(flag.flagKey)
      if (flag.override?.scope === 'origin') terms.shared += 1
      if (flag.override?.expiresAtMs !== undefined) terms.ending += 1
      if (!overrideSupport(client).isKept) terms.passing += 1
    }
  }
  return {
    ...counts,
    ...terms,
    overridden: [...overridden.values()].reduce((sum, { size }) => sum + size, 0),
  }
}
