import { describe, expect, it } from 'vitest'
import { FALLBACKS } from '../flags/expected-value.ts'
import { type SampleFlag, sampleContexts, sampleFlags } from '../flags/sample-flag.ts'
import { checkAnswers } from '../measure/check-answers.ts'
import type { Subject } from './subject.ts'
import { SUBJECTS } from './subjects.ts'

const FLAGS = sampleFlags(100)
const BEFORE: SampleFlag = { kind: 'static', key: 'static-flag-0', value: true }
const AFTER: SampleFlag = { ...BEFORE, value: false }

async function answersOf<Context extends object>(subject: Subject<Context>): Promise<string> {
  const loaded = await subject.load(subject.describe(FLAGS))
  const splits = checkAnswers(subject, loaded, FLAGS)
  loaded.close()
  return splits
}

async function changedAnswersOf<Context extends object>(subject: Subject<Context>): Promise<unknown[]> {
  const [context] = sampleContexts().map((sample) => subject.prepareContext(sample))
  const loaded = await subject.load(subject.describe(FLAGS))
  const ask = (): unknown => context && loaded.value(BEFORE.key, FALLBACKS.static, context)
  const before = ask()
  const all = FLAGS.map((flag) => (flag.key === AFTER.key ? AFTER : flag))
  await loaded.change(subject.describeChange?.(AFTER) ?? subject.describe(all))
  const after = ask()
  loaded.close()
  return [before, after]
}

describe('every subject of the benchmark', () => {
  it.each(Object.values<Subject>(SUBJECTS))('$name answers as all others do', async (subject) => {
    const splits = await answersOf(subject)
    if (subject.splitsAsFlagd) expect(splits).toBe(await answersOf(SUBJECTS['flagd-core']))
  })

  it.each(Object.values<Subject>(SUBJECTS))('$name takes one changed flag', async (subject) => {
    expect(await changedAnswersOf(subject)).toEqual([true, false])
  })
})
