import { expectedValue, FALLBACKS } from '../flags/expected-value.ts'
import { type SampleFlag, sampleContexts } from '../flags/sample-flag.ts'
import type { LoadedFlags, Subject } from '../subjects/subject.ts'
import { median } from './median.ts'

/** How long it takes from a text to the first answer. */
export interface LoadTiming {
  /** How long the text is, in UTF-16 code units; it is all ASCII. */
  readonly length: number
  /** The median of all loads, in milliseconds. */
  readonly ms: number
  /** The same in relation to `JSON.parse` of the same text, each load with the one before it. */
  readonly perParse: number
  /** The first load of the process alone, in relation to the first `JSON.parse`. */
  readonly firstPerParse: number
}

const MIN_ROUNDS = 4

/**
 * Loads the same flags again and again, and parses the same text as often. Which of the two comes first changes from
 * turn to turn, because either may have to collect the other's garbage.
 *
 * @param durationMs how long to go on; at least four times, once where a load takes longer than this.
 */
export async function timeLoading<Context extends object>(
  subject: Subject<Context>,
  flags: readonly SampleFlag[],
  durationMs: number,
): Promise<LoadTiming> {
  const text = subject.describe(flags)
  const loads: number[] = []
  const ratios: number[] = []
  const endsAt = performance.now() + durationMs
  do {
    const isParsedFirst = loads.length % 2 === 0
    const before = isParsedFirst ? timeParsing(text) : 0
    const loadMs = await timeOneLoad(subject, flags, text)
    const parseMs = isParsedFirst ? before : timeParsing(text)
    loads.push(loadMs)
    ratios.push(loadMs / parseMs)
  } while (performance.now() < endsAt || (loads.length < MIN_ROUNDS && Math.max(...loads) < durationMs))
  return {
    length: text.length,
    ms: median(loads),
    perParse: median(ratios),
    firstPerParse: ratios[0] ?? Number.NaN,
  }
}

function timeParsing(text: string): number {
  const startedAt = performance.now()
  const parsed: unknown = JSON.parse(text)
  const durationMs = performance.now() - startedAt
  if (typeof parsed !== 'object') throw new Error('flags are no text')
  return durationMs
}

async function timeOneLoad<Context extends object>(
  subject: Subject<Context>,
  flags: readonly SampleFlag[],
  text: string,
): Promise<number> {
  const [flag] = flags
  const [context] = sampleContexts()
  if (!flag || !context) throw new Error('there is nothing to load')
  const prepared = subject.prepareContext(context)
  const startedAt = performance.now()
  const loaded = await subject.load(text)
  const value = loaded.value(flag.key, FALLBACKS[flag.kind], prepared)
  const durationMs = performance.now() - startedAt
  loaded.close()
  if (value !== expectedValue(flag, context)) throw new Error(`"${flag.key}" was loaded wrongly`)
  return durationMs
}

/**
 * Changes one of many flags, to and fro.
 *
 * @returns the time from the text of the change to the first answer of the changed flag, in milliseconds: the median.
 */
export async function timeChange<Context extends object>(
  subject: Subject<Context>,
  flags: readonly SampleFlag[],
  durationMs: number,
): Promise<number> {
  const changed = flags.find((flag) => flag.kind === 'static')
  const [context] = sampleContexts().map((sample) => subject.prepareContext(sample))
  if (!changed || !context) throw new Error('there is nothing to change')
  const changes = [!changed.value, changed.value].map((value) => {
    const flag = { ...changed, value }
    const text =
      subject.describeChange?.(flag) ??
      subject.describe(flags.map((other) => (other === changed ? flag : other)))
    return { text, value }
  })
  const loaded = await subject.load(subject.describe(flags))
  const durations: number[] = []
  const endsAt = performance.now() + durationMs
  do {
    for (const { text, value } of changes)
      durations.push(await timeOneChange(loaded, changed.key, text, value, context))
  } while (performance.now() < endsAt)
  loaded.close()
  return median(durations)
}

async function timeOneChange<Context extends object>(
  loaded: LoadedFlags<Context>,
  flagKey: string,
  text: string,
  expected: boolean,
  context: Context,
): Promise<number> {
  const startedAt = performance.now()
  await loaded.change(text)
  const value = loaded.value(flagKey, !expected, context)
  const durationMs = performance.now() - startedAt
  if (value !== expected) throw new Error(`"${flagKey}" did not change`)
  return durationMs
}
