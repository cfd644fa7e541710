import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import { parseJson, type Revision } from '@halyard/protocol/wire'
import { type EvaluationContext, type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import type { Clock } from './clock.ts'
import type { FlagOrigin, FlagStore } from './flag-store.ts'
import { hashText } from './hash-text.ts'
import type { FirstPaintSlot } from './storage/flag-storage.ts'

/** What a page showed when it was last here, for the frame that is painted before storage has answered. */
export interface FirstPaint {
  /** Where a flag's outcome comes from while nothing is held, `undefined` where nothing was kept of it. */
  origin(flagKey: string, context: EvaluationContext): FlagOrigin | undefined
  /** Keeps the outcomes of the flags that were read, all that are read soon with one write. */
  keepSoon(): void
  /** Keeps what is to be kept, now. */
  close(): void
}

/** The outcomes for one source and one context. */
interface PaintRecord {
  /** A hash: a context holds what belongs in nobody's storage. */
  readonly key: string
  readonly revision: Revision
  readonly storedAtMs: number
  /** When a page last showed these, in milliseconds since 1970. */
  readonly usedAtMs: number
  readonly flags: { readonly [flagKey: string]: unknown }
}

/** The longest text that is kept, in characters: the first read of an origin's local storage reads all of it. */
const MAX_LENGTH = 32_768

// Long enough for a page to read its flags, so that most pages write once.
const KEEP_DELAY_MS = 100

/**
 * Creates the mirror of a client.
 *
 * @param sourceId the id of the source as it is now; nothing is kept for one without.
 */
export function createFirstPaint(
  slot: FirstPaintSlot,
  sourceId: () => string | undefined,
  store: () => FlagStore,
  clock: Clock,
): FirstPaint {
  let cancel: (() => void) | undefined
  let last: { readonly context: EvaluationContext; readonly record: PaintRecord | undefined } | undefined

  const keyOf = (context: EvaluationContext): string => hashText(`${sourceId()}${JSON.stringify(context)}`)

  function records(): readonly PaintRecord[] {
    const stored = parseJson(slot.read() ?? '')
    const oldestMs = clock.now() - slot.maxUnusedMs
    const isUsable = (record: unknown): record is PaintRecord =>
      isJsonObject(record) && isJsonObject(record.flags) && (record.usedAtMs as number) > oldestMs
    return Array.isArray(stored) ? stored.filter(isUsable) : []
  }

  /** The record of a context; a page reads many flags in one. */
  function recordFor(context: EvaluationContext): PaintRecord | undefined {
    if (last?.context !== context) {
      const key = keyOf(context)
      last = { context, record: records().find((record) => record.key === key) }
    }
    return last.record
  }

  function keep(): void {
    cancel?.()
    cancel = undefined
    const { inputs, read } = store()
    const { held, context } = inputs
    if (!held) return
    const nowMs = clock.now()
    const key = keyOf(context)
    // Read anew: another tab, or another client of this page, may have written since.
    const all = records()
    const others = all.filter((record) => record.key !== key)
    // Another page of this origin may need what this one does not read.
    const before = all.find((record) => record.key === key)?.flags ?? {}
    let length = 200
    const fits = (part: unknown): boolean => {
      const partLength = JSON.stringify(part).length + 1
      if (length + partLength > MAX_LENGTH) return false
      length += partLength
      return true
    }
    const flags = [...new Set([...read.keys(), ...Object.keys(before)])].flatMap((flagKey) => {
      // As the source says it of what is cached, which is what it will be; and without overrides.
      const outcome = held.view.evaluate(flagKey, undefined, context, nowMs, 'cached')
      const { value, variant, reason, flagMetadata } = outcome
      const entry = [flagKey, { value, variant, reason, flagMetadata }] as const
      return value !== undefined && fits(entry) ? [entry] : []
    })
    const { revision, storedAtMs } = held
    const own: PaintRecord = {
      key,
      revision,
      storedAtMs,
      usedAtMs: nowMs,
      flags: Object.fromEntries(flags),
    }
    slot.write(JSON.stringify([own, ...others.filter(fits)]))
  }

  return {
    origin(flagKey, context) {
      const record = sourceId() === undefined ? undefined : recordFor(context)
      const kept = record && Object.hasOwn(record.flags, flagKey) && record.flags[flagKey]
      if (!record || !isJsonObject(kept) || !flagValueType(kept.value)) return undefined
      const { revision, storedAtMs } = record
      const details = { flagMetadata: {}, ...kept, flagKey } as unknown as UntypedEvaluationDetails
      return { revision, storedAtMs, freshness: 'cached', view: { evaluate: ofType(details) } }
    },
    keepSoon() {
      if (sourceId() !== undefined) cancel ??= clock.schedule(keep, KEEP_DELAY_MS)
    },
    close() {
      if (cancel) keep()
    },
  }
}

function ofType(details: UntypedEvaluationDetails): FlagOrigin['view']['evaluate'] {
  return (flagKey: string, fallback: FlagValue | undefined) =>
    fallback === undefined || typeof fallback === typeof details.value
      ? details
      : { flagKey, value: fallback, reason: 'ERROR', errorCode: 'TYPE_MISMATCH', flagMetadata: {} }
}
