import {
  type EvaluationContext,
  type FlagValue,
  flagValueType,
  isJsonObject,
  MAX_NESTING_DEPTH,
} from '@halyard/schema'
import type { FlagOverrides } from '../overrides/override-record.ts'
import { decodeJsonText, encodeJsonText } from './json-text.ts'

/**
 * What one person hands to another: in a link, a preset, the playground's address, or the snapshot of a bug report.
 *
 * @example { overrides: new Map([['hero', 'bold']]), name: 'Bold hero', expiresAtMs: 1_800_000_000_000 }
 */
export interface ShareState {
  /** Values by flag key, with their types. */
  readonly overrides: FlagOverrides
  /** Whom the flags were evaluated for. */
  readonly context?: EvaluationContext
  /** What people call this. Not checked by anybody: show it as text. */
  readonly name?: string
  /** What the sender has to say. Not checked by anybody: show it as text. */
  readonly note?: string
  /** From this instant on it counts as nothing, in milliseconds since 1970. Maximum: 8,640,000,000,000,000. */
  readonly expiresAtMs?: number
}

/**
 * Why a share is not taken:
 * - `malformed`: it is cut off, damaged, or none at all.
 * - `too-long`: it has more than {@link MAX_SHARE_LENGTH} characters.
 * - `other-version`: another release of Halyard wrote it.
 * - `unsigned`: a signature is demanded, and there is none.
 * - `wrong-signature`: none of the known keys made its signature, or it was changed since.
 * - `expired`: its time is over.
 */
export type ShareRefusal =
  | 'malformed'
  | 'too-long'
  | 'other-version'
  | 'unsigned'
  | 'wrong-signature'
  | 'expired'

/** A share, or why it is none; `code` is permanent, `message` is a sentence for people. */
export type ShareResult =
  | { readonly ok: true; readonly share: ShareState }
  | { readonly ok: false; readonly code: ShareRefusal; readonly message: string }

/**
 * How many characters a share may have. It fits into every browser's address; many servers take no more than 8,000 in
 * a query, which is one reason why `addShare` writes into the fragment.
 */
export const MAX_SHARE_LENGTH = 65_536

const VERSION = 1

// The greatest instant that a Date can hold. Source: ECMA-262, "Time Values and Time Range".
const LAST_INSTANT_MS = 8.64e15

/**
 * Writes a state as text that an address leaves as it is: the version, then the state by
 * {@link encodeJsonText}.
 *
 * @throws RangeError when `decodeShare` would not take it: longer than {@link MAX_SHARE_LENGTH}, nested deeper than
 * `MAX_NESTING_DEPTH`, a value that no flag can have, an instant that no date has.
 * @throws TypeError when a value is not JSON, because it contains itself.
 * @example encodeShare({ overrides: new Map([['hero', 'bold']]) }) // '1.eyJvIjp7Imhlcm8iOiJib2xkIn19'
 */
export function encodeShare(state: ShareState): string {
  const { overrides, context, name, note, expiresAtMs } = state
  const body = encodeJsonText({
    o: Object.fromEntries(overrides),
    c: context,
    n: name,
    t: note,
    e: expiresAtMs,
  })
  const text = `${VERSION}.${body}`
  const result = decodeShare(text)
  if (!result.ok) throw new RangeError(`this cannot be shared: ${result.message}`)
  return text
}

/**
 * Reads what {@link encodeShare} or `signShare` wrote; total for any text. A signature is not looked at: see
 * `verifyShare`.
 *
 * @param nowMs the time in milliseconds since 1970, for a share to count as expired. @default none does
 * @example
 * const result = decodeShare(text, Date.now())
 * if (result.ok) apply(result.share.overrides)
 * else show(result.message)
 */
export function decodeShare(text: string, nowMs = Number.NEGATIVE_INFINITY): ShareResult {
  const parts = splitShare(text)
  if (!parts.ok) return parts
  const state = decodeJsonText(parts.body)
  if (!isJsonObject(state)) return CUT_OFF
  const problem = problemOf(state)
  if (problem !== undefined) return refuseShare('malformed', `${problem}: have it made anew`)
  const { o, c, n, t, e } = state as unknown as EncodedState
  if (e !== undefined && e <= nowMs) {
    return refuseShare('expired', 'this share has expired: ask for a new one')
  }
  const share = {
    overrides: new Map(Object.entries(o)),
    ...(c !== undefined && { context: c }),
    ...(n !== undefined && { name: n }),
    ...(t !== undefined && { note: t }),
    ...(e !== undefined && { expiresAtMs: e }),
  }
  return { ok: true, share }
}

/** The parts of a share; `signed` is what a signature is made of. */
export interface ShareParts {
  readonly ok: true
  readonly signed: string
  readonly body: string
  readonly signature: string | undefined
}

/** Takes a share apart without looking into it: `version.body`, or `version.body.signature`. */
export function splitShare(text: string): ShareParts | Exclude<ShareResult, { ok: true }> {
  if (text.length > MAX_SHARE_LENGTH) {
    return refuseShare(
      'too-long',
      `this share has ${text.length} characters, and may have ${MAX_SHARE_LENGTH}: share fewer flags, or smaller values`,
    )
  }
  const [, version, body, signature] = /^(\d{1,9})\.([\w-]+)(?:\.([\w-]*))?$/.exec(text) ?? []
  if (version === undefined || body === undefined) return CUT_OFF
  if (version !== String(VERSION)) {
    return refuseShare(
      'other-version',
      `this share has version ${version}, and version ${VERSION} is read here: bring both sides to one release of Halyard`,
    )
  }
  return { ok: true, signed: `${version}.${body}`, body, signature }
}

/** A refusal, with its reason. */
export function refuseShare(code: ShareRefusal, message: string): Exclude<ShareResult, { ok: true }> {
  return { ok: false, code, message }
}

const CUT_OFF = refuseShare(
  'malformed',
  'this is no share, or only a part of one: copy it whole, from its first character to its last',
)

interface EncodedState {
  readonly o: { readonly [flagKey: string]: FlagValue }
  readonly c?: EvaluationContext
  readonly n?: string
  readonly t?: string
  readonly e?: number
}

function problemOf({ o, c, n, t, e }: { readonly [key: string]: unknown }): string | undefined {
  if (!isJsonObject(o)) return 'the share has no flag values'
  for (const [flagKey, value] of Object.entries(o)) {
    if (!flagValueType(value)) return `${JSON.stringify(flagKey)} is ${value}, which no flag can be`
  }
  if (c !== undefined && !isContext(c)) return 'the context of the share is no evaluation context'
  if (!isOptionalText(n) || !isOptionalText(t)) return 'the name or the note of the share is no text'
  if (e !== undefined && !(typeof e === 'number' && Math.abs(e) <= LAST_INSTANT_MS)) {
    return 'the share expires at no instant that there is'
  }
  return isDeeperThan(MAX_NESTING_DEPTH, [o, c])
    ? `the share has more than ${MAX_NESTING_DEPTH} levels of objects inside each other`
    : undefined
}

function isContext(value: unknown): boolean {
  return isJsonObject(value) && isOptionalText(value.targetingKey)
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part))
}
