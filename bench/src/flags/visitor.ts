import type { FlagValue } from '@halyard/schema'
import { expectedValue } from './expected-value.ts'
import { type SampleContext, type SampleFlag, sampleContexts } from './sample-flag.ts'

/** Who the page belongs to whose flags are measured: a page has one context. */
export const VISITOR: SampleContext = firstAdult()

/** What a flag is for the visitor. A service that evaluates has to put a split on one side: it is on. */
export function valueForVisitor(flag: SampleFlag): FlagValue {
  return expectedValue(flag, VISITOR) ?? true
}

/** Old enough for rules about age to be met by some flags and not by others. */
function firstAdult(): SampleContext {
  const adult = sampleContexts().find(({ age }) => age >= 40)
  if (!adult) throw new Error('there is nobody to measure for')
  return adult
}
