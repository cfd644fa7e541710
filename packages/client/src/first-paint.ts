import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import { parseJson, type Revision } from '@halyard/protocol/wire'
import { type EvaluationContext, flagValueType, isJsonObject } from '@halyard/schema'
import type { Clock } from './clock.ts'
import type { FlagOrigin, FlagStore } from './flag-store.ts'
import { hashText } from './hash-text.ts'
import type { FirstPaintSlot } from './storage/flag-storage.ts'

/** What a page showed when it was last here, for the frame that is painted before storage has answered. */
export interface FirstPaint {
  /** Where outcomes come from while nothing is held, `undefined` where nothing was kept for this context. */
  origin(context: EvaluationContext): FlagOrigin | undefined
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
  let last: { readonly context: EvaluationContext; readonly origin: FlagOrigin | undefined } | undefined

  const keyOf = (context: EvaluationContext): string => hashText(`${sourceId()}${JSON.stringify(context)}`)

  function records(): readonly PaintRecord[] {
    const stored = parseJson(slot.read() ?? '')
    const oldestMs = clock.now() - slot.maxUnusedMs
    const isUsable = (record: unknown): record is PaintRecord =>
      isJsonObject(record) && isJsonObject(record.flags) && (record.usedAtMs as number) > oldestMs
    return Array.isArray(stored) ? stored.filter(isUsable) : []
  }

  function readOrigin(context: EvaluationContext): FlagOrigin | undefined {
    const key = keyOf(context)
    const record = records().find((candidate) => candidate.key === key)
    return record && { ...record, freshness: 'cached', view: { evaluate: recall(record.flags) } }
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
    const flags: (readonly [string, unknown])[] = []
    for (const flagKey of new Set([...read.keys(), ...Object.keys(before)])) {
      // As the source says it of what is cached, which is what it will be; and without overrides.
      const outcome = held.view.evaluate(flagKey, undefined, context, nowMs, 'cached')
      const entry = [flagKey, { ...outcome, flagKey: undefined }] as const
      if (outcome.value !== undefined && fits(entry)) flags.push(entry)
    }
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
    origin(context) {
      // A page reads many flags in one context.
      if (last?.context !== context) {
        last = { context, origin: sourceId() === undefined ? undefined : readOrigin(context) }
      }
      return last.origin
    },
    keepSoon() {
      if (sourceId() !== undefined) cancel ??= clock.schedule(keep, KEEP_DELAY_MS)
    },
    close() {
      if (cancel) keep()
    },
  }
}

function recall(flags: PaintRecord['flags']): FlagOrigin['view']['evaluate'] {
  return (flagKey, fallback) => {
    const kept = Object.hasOwn(flags, flagKey) && flags[flagKey]
    if (!isJsonObject(kept) || !flagValueType(kept.value)) return undefined
    return fallback === undefined || typeof fallback === typeof kept.value
      ? ({ flagMetadata: {}, ...kept, flagKey } as unknown as UntypedEvaluationDetails)
      : { flagKey, value: fallback, reason: 'ERROR', errorCode: 'TYPE_MISMATCH', flagMetadata: {} }
  }
}
