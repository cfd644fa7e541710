import { FLAG_KINDS, type FlagKind, sampleFlags } from '../flags/sample-flag.ts'
import { foldAscii, hashAscii } from '../subjects/ascii-murmur3.ts'
import type { Subject } from '../subjects/subject.ts'
import { checkAnswers } from './check-answers.ts'
import type { Effort } from './effort.ts'
import { scheduleCalls } from './schedule-calls.ts'
import { makeCalls, timeCalls } from './time-calls.ts'
import { type LoadTiming, timeChange, timeLoading } from './time-loading.ts'

/** What one fresh process found out about one subject. */
export interface Measurement {
  readonly load1000: LoadTiming
  /** Nanoseconds for a call. */
  readonly evaluateNs: { readonly [kind in FlagKind]: number }
  /** `null` where the subject was spared it. */
  readonly load10000: LoadTiming | null
  /** One flag of 10,000, in milliseconds. */
  readonly changeMs: number | null
  /** A hash of all answers of all splits. */
  readonly splitsHash: number
}

const WARM_UP_ROUNDS = 40

/**
 * Measures everything about one subject, in a process that has done nothing else: loading first, while nothing is warm.
 * Then every kind of flag is evaluated in turns before any is timed, so that none is timed in an engine that
 * knows no other kind.
 *
 * @throws Error when the subject answers wrongly.
 */
export async function measureSubject<Context extends object>(
  subject: Subject<Context>,
  effort: Effort,
): Promise<Measurement> {
  const flags = sampleFlags(1_000)
  const load1000 = await timeLoading(subject, flags, effort.loadMs)

  const loaded = await subject.load(subject.describe(flags))
  const splits = checkAnswers(subject, loaded, flags)
  const schedules = FLAG_KINDS.map((kind) => [kind, scheduleCalls(subject, flags, kind)] as const)
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    for (const [, schedule] of schedules) makeCalls(loaded, schedule, schedule.keys.length)
  }
  const evaluateNs = Object.fromEntries(
    schedules.map(([kind, schedule]) => [kind, timeCalls(loaded, schedule, effort.evaluateMs)]),
  ) as Measurement['evaluateNs']
  loaded.close()

  const many = load1000.ms > effort.tooSlowMs ? null : sampleFlags(10_000)
  return {
    load1000,
    evaluateNs,
    load10000: many && (await timeLoading(subject, many, effort.loadMs)),
    changeMs: many && (await timeChange(subject, many, effort.loadMs)),
    splitsHash: hashAscii(splits, foldAscii('')),
  }
}
