import { afterEach, describe, expect, it } from 'vitest'
import { readScenarios, type Scenario } from './read-scenarios.ts'
import { isSpecAbsent, specFeature } from './spec-files.ts'
import { runStep } from './spec-steps.ts'
import type { SpecSubject } from './spec-subject.ts'
import { SpecWorld } from './spec-world.ts'

const FEATURES = ['evaluation', 'evaluation_v2', 'hooks', 'metadata', 'contextMerging'] as const

/** What a provider leaves out of OpenFeature's features. */
export interface Inapplicable {
  /** Names the scenarios. */
  readonly scenarios: RegExp
  /** Where only some rows of their examples are left out: what is in the steps of those. @default all of them */
  readonly steps?: RegExp
  readonly because: string
  /** How many there are. */
  readonly count: number
}

/**
 * Runs the Gherkin suites of OpenFeature's specification: every scenario but those that are named here.
 *
 * @param createSubject called for each scenario.
 */
export function describeSpec(createSubject: () => SpecSubject, inapplicable: readonly Inapplicable[]): void {
  const leftOut = ({ name, steps }: Scenario): Inapplicable | undefined =>
    inapplicable.find(
      ({ scenarios, steps: pattern = /^/ }) =>
        scenarios.test(name) && steps.some(({ text }) => pattern.test(text)),
    )
  const features = FEATURES.map((name) => ({ name, scenarios: readScenarios(specFeature(name)) }))
  let subject: SpecSubject | undefined

  afterEach(async () => {
    await subject?.close()
    subject = undefined
  })

  describe.skipIf(isSpecAbsent)("OpenFeature's specification (skipped without ../shared/conformance)", () => {
    for (const { name, scenarios } of features) {
      const applicable = scenarios.filter((scenario) => !leftOut(scenario))
      describe(`${name}.feature`, () => {
        it.each(applicable)('$name (line $line)', async ({ steps }) => {
          subject = createSubject()
          const world = new SpecWorld(subject)
          for (const step of steps) await runStep(world, step)
        })
      })
    }

    it.each(inapplicable)('leaves out $count of $scenarios, because $because', (one) => {
      const all = features.flatMap(({ scenarios }) => scenarios)
      expect(all.filter((scenario) => leftOut(scenario) === one)).toHaveLength(one.count)
    })
  })
}
