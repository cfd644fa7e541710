import { expectedValue, FALLBACKS } from '../flags/expected-value.ts'
import { type SampleFlag, sampleContexts } from '../flags/sample-flag.ts'
import type { LoadedFlags, Subject } from '../subjects/subject.ts'

// Half of all answers, with five standard deviations of a fair coin either way.
const isFair = (ons: number, count: number): boolean => Math.abs(ons - count / 2) <= 2.5 * Math.sqrt(count)

/**
 * Asks for every flag and every context whether the subject answers as it must, so that nothing is measured that does
 * less than its part.
 *
 * @returns the answers of all splits, flag by flag and context by context, as a text of 0 and 1.
 * @throws Error that names the first wrong answer.
 */
export function checkAnswers<Context extends object>(
  subject: Subject<Context>,
  loaded: LoadedFlags<Context>,
  flags: readonly SampleFlag[],
): string {
  const contexts = sampleContexts().map((context) => ({
    context,
    prepared: subject.prepareContext(context),
  }))
  let splits = ''
  for (const flag of flags) {
    for (const { context, prepared } of contexts) {
      const value = loaded.value(flag.key, FALLBACKS[flag.kind], prepared)
      const expected = expectedValue(flag, context)
      if (expected === undefined) splits += value ? '1' : '0'
      else if (value !== expected && JSON.stringify(value) !== JSON.stringify(expected)) {
        throw new Error(
          `${subject.name} answers ${JSON.stringify(value)} for ${flag.key} and ${JSON.stringify(context)}, not ${JSON.stringify(expected)}`,
        )
      }
    }
  }
  const ons = splits.replaceAll('0', '').length
  if (!isFair(ons, splits.length)) {
    throw new Error(`${subject.name} puts ${ons} of ${splits.length} on one side of its even splits`)
  }
  return splits
}
