/** A stretch of time: what happened at its beginning belongs to it, what happened at its end does not. */
export interface InsightPeriod {
  /** Milliseconds since 1970. */
  readonly sinceMs: number
  /** Milliseconds since 1970. */
  readonly untilMs: number
}

/** Which counts are wanted. */
export interface UsageQuery extends InsightPeriod {
  /** @default all flags */
  readonly flagKey?: string | undefined
  /** What is counted together, in milliseconds: a multiple of an hour. @default 3600000 (an hour) */
  readonly spanMs?: number
  /** How many rows at most. Minimum: 1. @default all */
  readonly maxRows?: number
}

/** How often a variant was shown, and how often the service evaluated to it, within a span of time. */
export interface UsageCount {
  /** When the span began, in milliseconds since 1970. */
  readonly fromMs: number
  readonly flagKey: string
  readonly variant: string
  /** Counted once for everybody who saw it and for each of their sessions. */
  readonly exposures: number
  /** Counted for every client that asked the service for this flag. */
  readonly evaluations: number
}

/** Which part of a list that is told in pages is wanted. */
export interface InsightPageQuery extends InsightPeriod {
  /** Only what comes after this targeting key or value. @default from the first one */
  readonly after?: string | undefined
  /** How many targeting keys or values at most. Minimum: 1. */
  readonly limit: number
}

/** Whose exposures are wanted. */
export interface AudienceQuery extends InsightPageQuery {
  readonly flagKey: string
}

/** How often somebody was shown a variant of a flag. */
export interface AudienceRow {
  readonly targetingKey: string
  readonly variant: string
  /** Sessions. */
  readonly exposures: number
  /** Milliseconds since 1970. */
  readonly firstAtMs: number
  /** Milliseconds since 1970. */
  readonly lastAtMs: number
}

/** By which attribute exposures are to be divided. */
export interface CustomersQuery extends InsightPageQuery {
  /** The name of an attribute that pages send along; `targetingKey` is one. */
  readonly attribute: string
  /** @default all flags */
  readonly flagKey?: string | undefined
}

/** How often those with the same value of an attribute were shown a variant. */
export interface CustomersRow {
  readonly value: string
  readonly flagKey: string
  readonly variant: string
  readonly exposures: number
  /** How many different targeting keys; 0 where pages do not send them. */
  readonly targetingKeys: number
}

/** How many exposures there are records of, and of how many it is told whom they are about. */
export interface RecordTotals {
  readonly exposures: number
  readonly withTargetingKey: number
}

/** One page of rows. */
export interface InsightPage<Row> {
  readonly rows: readonly Row[]
  /** What `after` has to be for the next page; `null` on the last one. */
  readonly next: string | null
}

/**
 * Takes whole groups from rows that are sorted by their group.
 *
 * @param limit how many groups. @param groupOf the targeting key or value that a row belongs to.
 */
export function takePage<Row>(
  rows: Iterable<Row>,
  limit: number,
  groupOf: (row: Row) => string,
): InsightPage<Row> {
  const taken: Row[] = []
  let groups = 0
  let last: string | null = null
  for (const row of rows) {
    const group = groupOf(row)
    if (group !== last) {
      if (groups === limit) return { rows: taken, next: last }
      groups += 1
      last = group
    }
    taken.push(row)
  }
  return { rows: taken, next: null }
}
