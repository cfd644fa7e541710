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

/** What is remembered of answers, and as much again of requests, in bytes. */
const MAX_REMEMBERED_BYTES = 2 ** 23

/** Stands where an answer is remembered once it is asked for again: most that are not are never. */
const ASKED_ONCE = 'asked once'

/**
 * Creates evaluations that remember two things until flags change. Contexts for which all flags end alike share one
 * answer; and a request that comes again, as a client's does that polls, is not evaluated again, unless a flag reads the
 * time.
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
  /** How all flags end, by request. Not the answer itself, which would stay in memory for as long as any request for it. */
  const endings = new LRUCache<string, string>({
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: (ending, request) => 2 * (ending.length + request.length),
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

  /** A client that listens asks only when it is told to, and time changes its flags without a word from the store. */
  function foresee(set: CompiledFlagSet, context: EvaluationContext, nowMs: number): void {
    for (const key of flags.keysThatReadTime()) {
      const atMs = nextChangeAt(set, key, context, { nowMs })
      if (atMs !== null) tellAt(atMs)
    }
  }

  function encode(outcomes: readonly FlagOutcome[], streams: string): BulkEvaluation {
    const json = outcomes.map((outcome) => outcome.json).join()
    const body = Buffer.from(`{"flags":[${json}],"metadata":${metadata},"eventStreams":${streams}}`)
    return { body, etag: `"${hash('sha1', body, 'base64url')}"` }
  }

  function recall(ending: string | undefined): BulkEvaluation | undefined {
    const answer = ending === undefined ? undefined : answers.get(ending)
    return answer === ASKED_ONCE ? undefined : answer
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
      const known = recall(endings.get(request))
      if (known) return known
      const asked = parseEvaluationRequest(requestText)
      if ('errorCode' in asked) return asked
      const { context } = asked
      foresee(set, context, nowMs)
      const outcomes = evaluated.map((flag) =>
        flag.find(evaluate(set, flag.flagKey, undefined, context, { nowMs })),
      )
      const way = describeEnding(outcomes)
      if (way === undefined) return encode(outcomes, streams)
      const ending = streams + way
      if (flags.keysThatReadTime().length === 0) endings.set(request, ending)
      const same = recall(ending)
      if (same) return same
      const answer = encode(outcomes, streams)
      answers.set(ending, answers.has(ending) ? answer : ASKED_ONCE)
      return answer
    },
  }
}
