import { isJsonObject, type JsonObject } from '@halyard/schema'
import { parseJson } from '../parse-json.ts'

/** How long a batch may wait before it is sent, in milliseconds: seven days. Clients drop older ones. */
export const MAX_INSIGHT_AGE_MS = 7 * 86_400_000

/** The longest body of a request that brings a batch, in bytes: what browsers let a closing page send. */
export const MAX_INSIGHT_BODY_BYTES = 65_536

/** How many entries a batch may have. */
export const MAX_INSIGHT_ENTRIES = 500

/** The longest flag key, variant, targeting key or name in an entry, in characters. */
export const MAX_INSIGHT_NAME_LENGTH = 1000

/** How many attributes of the evaluation context an entry may bring along. */
const MAX_INSIGHT_ATTRIBUTES = 20

/** How long they may be together, as JSON text, in characters. */
const MAX_INSIGHT_CONTEXT_LENGTH = 2000

/** The attributes of the evaluation context that a page tells of whoever an entry is about. */
export interface InsightContext {
  readonly [attribute: string]: string | number | boolean
}

/** Whom an entry is about, as far as the page tells it. */
export interface InsightSubject {
  /** Absent where it is about nobody in particular, or where the page keeps it to itself. */
  readonly targetingKey?: string
  /** At most 20 attributes, of at most 2000 characters as JSON text. */
  readonly context?: InsightContext
}

/** Somebody was shown a variant of a flag, for the first time in a session. */
export interface ExposureEntry extends InsightSubject {
  readonly type: 'exposure'
  readonly flagKey: string
  readonly variant: string
  /** How long before the batch was sent, in milliseconds: no clock of a browser is to be trusted. */
  readonly ageMs: number
}

/** Somebody did what the page counts: OpenFeature's tracking event. */
export interface TrackingEntry extends InsightSubject {
  readonly type: 'tracking'
  readonly name: string
  /** A number that belongs to it, such as an amount. */
  readonly value?: number
  /** Whatever else the page tells about it. */
  readonly attributes?: JsonObject
  /** How long before the batch was sent, in milliseconds. */
  readonly ageMs: number
}

/** One thing that a page has to tell. */
export type InsightEntry = ExposureEntry | TrackingEntry

/** Entries that are counted together, and once only, however often they arrive under this id. */
export interface InsightBatch {
  /** Unique for ever: 16 to 64 characters of `A-Za-z0-9_-`. */
  readonly id: string
  /** Up to {@link MAX_INSIGHT_ENTRIES}. */
  readonly entries: readonly InsightEntry[]
}

/**
 * Reads the body of a request to `ENDPOINTS.insights`. Entries of a type that this version does not know are left out:
 * a newer client has sent them.
 *
 * @returns the batch, or a sentence that says what is wrong with it.
 * @example parseInsightBatch('{"id":"b5c1e0a9d2f34786","entries":[]}')
 */
export function parseInsightBatch(json: string): InsightBatch | string {
  const batch = parseJson(json)
  if (!isJsonObject(batch)) return 'the body is not a JSON object'
  const { id, entries } = batch
  if (typeof id !== 'string' || !/^[\w-]{16,64}$/.test(id))
    return '"id" must be 16 to 64 characters of A-Z, a-z, 0-9, _ and -'
  if (!Array.isArray(entries) || entries.length > MAX_INSIGHT_ENTRIES)
    return `"entries" must be a list of at most ${MAX_INSIGHT_ENTRIES}`
  const known: InsightEntry[] = []
  for (const [index, entry] of (entries as readonly unknown[]).entries()) {
    if (!isJsonObject(entry)) return `entry ${index} is not an object`
    const read = readEntry(entry)
    if (typeof read === 'string') return `entry ${index}: ${read}`
    if (read) known.push(read)
  }
  return { id, entries: known }
}

/** @returns `null` for a type that this version does not know, a complaint for an entry that is wrong. */
function readEntry(entry: { readonly [property: string]: unknown }): InsightEntry | string | null {
  const { type, flagKey, variant, name, value, attributes, targetingKey, context, ageMs } = entry
  if (type !== 'exposure' && type !== 'tracking') return null
  if (!isFiniteNumber(ageMs) || ageMs < 0) return '"ageMs" must be a number from 0 on'
  if (targetingKey !== undefined && !isInsightName(targetingKey)) return notAName('targetingKey')
  if (context !== undefined && !isInsightContext(context))
    return `"context" must be an object of at most ${MAX_INSIGHT_ATTRIBUTES} texts, numbers and booleans, of at most ${MAX_INSIGHT_CONTEXT_LENGTH} characters`
  const common = {
    ageMs,
    ...(targetingKey !== undefined && { targetingKey }),
    ...(context !== undefined && { context }),
  }
  if (type === 'exposure') {
    if (!isInsightName(flagKey)) return notAName('flagKey')
    return isInsightName(variant) ? { type, flagKey, variant, ...common } : notAName('variant')
  }
  if (!isInsightName(name)) return notAName('name')
  if (value !== undefined && !isFiniteNumber(value)) return '"value" must be a number'
  if (attributes !== undefined && !isJsonObject(attributes)) return '"attributes" must be an object'
  return {
    type,
    name,
    ...common,
    ...(value !== undefined && { value }),
    ...(attributes !== undefined && { attributes: attributes as JsonObject }),
  }
}

/**
 * Tells whether a value can name a flag, a variant, a targeting key or a tracking event in an entry.
 *
 * @example isInsightName('') // false
 */
export function isInsightName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_INSIGHT_NAME_LENGTH
}

/**
 * Tells whether a value can be the attributes that an entry brings along.
 *
 * @example isInsightContext({ plan: 'team', seats: 5 }) // true
 */
export function isInsightContext(value: unknown): value is InsightContext {
  if (!isJsonObject(value)) return false
  const attributes = Object.values(value)
  return (
    attributes.length <= MAX_INSIGHT_ATTRIBUTES &&
    attributes.every((attribute) => isFiniteNumber(attribute) || /string|boolean/.test(typeof attribute)) &&
    JSON.stringify(value).length <= MAX_INSIGHT_CONTEXT_LENGTH
  )
}

function notAName(property: string): string {
  return `"${property}" must be text of 1 to ${MAX_INSIGHT_NAME_LENGTH} characters`
}

// JSON text may hold numbers that no number can: 1e999 is read as infinity.
function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value)
}
