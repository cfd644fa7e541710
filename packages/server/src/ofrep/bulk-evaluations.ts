import { hash } from 'node:crypto'
import { type CompiledFlagSet, evaluate, flagKeys, nextChangeAt } from '@halyard/evaluator'
import type { EvaluationContext } from '@halyard/schema'
import { LRUCache } from 'lru-cache'
import type { FlagStore } from '../flag-store.ts'
import type { CompiledFlags } from './compiled-flags.ts'
import { type FlagOutcome, FlagOutcomes } from './flag-outcomes.ts'
import { type EvaluationRequestFault, parseEvaluationRequest } from './read-evaluation-request.ts'

/** All flags as one context gets them. */
export interface BulkEvaluation {
  /** JSON, as OFREP has it. */
  readonly body: Uint8Array<ArrayBuffer>
  /** The entity tag: another one for each body. */
  readonly etag: string
}

/** Evaluates all flags of a store for one context after the other. */
export interface BulkEvaluations {
  /**
   * @param requestText the body of a request.
   * @param streams the event streams that the answer is to name, as JSON.
   * @param nowMs milliseconds since 1970.
   */
  answer(requestText: string, streams: string, nowMs: number): BulkEvaluation | EvaluationRequestFault
}

const encoder = new TextEncoder()

/** What is remembered of answers, and as much again of requests, in bytes. */
const MAX_REMEMBERED_BYTES = 2 ** 23

/** How all flags end for a request, for as long as no flag changes, and time changes none. */
interface KnownEnding {
  readonly ending: string
  /** In milliseconds since 1970, as is `untilMs`. */
  readonly sinceMs: number
  /** When time alone may change it; never where it is infinite. */
  readonly untilMs: number
}

/** Stands where an answer is remembered once it is asked for again: most that are not are never. */
const ASKED_ONCE = 'asked once'

/**
 * Creates evaluations that remember two things until flags change. Contexts for which all flags end alike share one
 * answer; and a request that comes again, as a client's does that polls, is not evaluated again before time changes
 * something for it.
 *
 * @param tellAt told when time alone changes what somebody got, in milliseconds since 1970.
 */
export function createBulkEvaluations(
  store: FlagStore,
  flags: CompiledFlags,
  tellAt: (atMs: number) => void,
): BulkEvaluations {
  /** By how all flags end. */
  const answers = new LRUCache<string, BulkEvaluation | typeof ASKED_ONCE>({
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: (answer, ending) =>
      2 * ending.length + (answer === ASKED_ONCE ? 0 : answer.body.byteLength),
  })
  /** By request. Without the answer itself, which would stay in memory for as long as any request for it. */
  const endings = new LRUCache<string, KnownEnding>({
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: ({ ending }, request) => 2 * (ending.length + request.length),
  })
  let compiled: CompiledFlagSet | undefined
  let evaluated: readonly FlagOutcomes[] = []
  let numbers = new Uint16Array()
  let metadata = ''

  function follow(): CompiledFlagSet {
    const current = flags.current()
    if (current === compiled) return current
    answers.clear()
    endings.clear()
    evaluated = flagKeys(current).map((flagKey) => new FlagOutcomes(flagKey))
    numbers = new Uint16Array(evaluated.length)
    metadata = JSON.stringify(store.current().flagSet.metadata ?? {})
    compiled = current
    return current
  }

  /** When time alone changes what a context gets, infinite where it never does. */
  function foresee(set: CompiledFlagSet, context: EvaluationContext, nowMs: number): number {
    let earliestMs = Number.POSITIVE_INFINITY
    for (const key of flags.keysThatReadTime()) {
      const atMs = nextChangeAt(set, key, context, { nowMs })
      if (atMs !== null) earliestMs = Math.min(earliestMs, atMs)
    }
    return earliestMs
  }

  function encode(outcomes: readonly FlagOutcome[], streams: string): BulkEvaluation {
    const json = outcomes.map((outcome) => outcome.json).join()
    // not a Buffer: a short one shares its memory with others, which would be remembered with it
    const body = encoder.encode(`{"flags":[${json}],"metadata":${metadata},"eventStreams":${streams}}`)
    return { body, etag: `"${hash('sha1', body, 'base64url')}"` }
  }

  function recall(ending: string): BulkEvaluation | undefined {
    const answer = answers.get(ending)
    return answer === ASKED_ONCE ? undefined : answer
  }

  /** A client that listens asks only when it is told to, and time changes its flags without a word from the store. */
  function promise(untilMs: number): void {
    if (untilMs < Number.POSITIVE_INFINITY) tellAt(untilMs)
  }

  /** A text that is another one for each way in which flags end; `undefined` where an outcome was not kept. */
  function describeEnding(outcomes: readonly FlagOutcome[]): string | undefined {
    for (let index = 0; index < outcomes.length; index += 1) {
      const number = outcomes[index]?.number
      if (number === undefined) return undefined
      numbers[index] = number
    }
    return Buffer.from(numbers.buffer).toString('utf16le')
  }

  return {
    answer(requestText, streams, nowMs) {
      const set = follow()
      const request = streams + requestText
      const known = endings.get(request)
      if (known && known.sinceMs <= nowMs && nowMs < known.untilMs) {
        const again = recall(known.ending)
        if (again) {
          promise(known.untilMs)
          return again
        }
      }
      const asked = parseEvaluationRequest(requestText)
      if ('errorCode' in asked) return asked
      const { context } = asked
      const untilMs = foresee(set, context, nowMs)
      promise(untilMs)
      const outcomes = evaluated.map((flag) =>
        flag.find(evaluate(set, flag.flagKey, undefined, context, { nowMs })),
      )
      const way = describeEnding(outcomes)
      if (way === undefined) return encode(outcomes, streams)
      const ending = streams + way
      endings.set(request, { ending, sinceMs: nowMs, untilMs })
      const same = recall(ending)
      if (same) return same
      const answer = encode(outcomes, streams)
      answers.set(ending, answers.has(ending) ? answer : ASKED_ONCE)
      return answer
    },
  }
}
