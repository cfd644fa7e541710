import { FALLBACKS } from '../flags/expected-value.ts'
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

/**
 * Loads the same flags again and again, each time after a `JSON.parse` of the same text.
 *
 * @param durationMs how long to go on; at least one load is made.
 */
export async function timeLoading<Context extends object>(
  subject: Subject<Context>,
  flags: readonly SampleFlag[],
  durationMs: number,
): Promise<LoadTiming> {
  const text = subject.describe(flags)
  const [flag] = flags
  const [context] = sampleContexts().map((sample) => subject.prepareContext(sample))
  if (!flag || !context) throw new Error('there is nothing to load')
  const loads: number[] = []
  const ratios: number[] = []
  const endsAt = performance.now() + durationMs
  do {
    const startedAt = performance.now()
    const parsed: unknown = JSON.parse(text)
    const parsedAt = performance.now()
    const loaded = await subject.load(text)
    const value = loaded.value(flag.key, FALLBACKS[flag.kind], context)
    const loadedAt = performance.now()
    loaded.close()
    if (parsed === value) throw new Error('a flag answered with all flags')
    loads.push(loadedAt - parsedAt)
    ratios.push((loadedAt - parsedAt) / (parsedAt - startedAt))
  } while (performance.now() < endsAt)
  return {
    length: text.length,
    ms: median(loads),
    perParse: median(ratios),
    firstPerParse: ratios[0] ?? Number.NaN,
  }
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
