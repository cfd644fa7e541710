import { FALLBACKS } from '../flags/expected-value.ts'
import { type FlagKind, type SampleContext, type SampleFlag, sampleContexts } from '../flags/sample-flag.ts'
import type { Subject } from '../subjects/subject.ts'
import { literalKeys } from './literal-keys.ts'
import type { Schedule } from './time-calls.ts'

const LENGTH = 1024

/**
 * Calls that ask for every flag of a kind in turn, each time for another context. For targeting, contexts are chosen of
 * which the first attribute matches, so that the second one is always looked at.
 */
export function scheduleCalls<Context extends object>(
  subject: Subject<Context>,
  flags: readonly SampleFlag[],
  kind: FlagKind,
): Schedule<Context> {
  const contexts = sampleContexts().map((context) => ({
    context,
    prepared: subject.prepareContext(context),
  }))
  const asked = flags.filter((flag) => flag.kind === kind)
  const keys = literalKeys(asked.map(({ key }) => key))
  const calls = Array.from({ length: LENGTH }, (_, index) => {
    const place = index % asked.length
    const eligible = contexts.filter(({ context }) => isEligible(asked[place], context))
    const key = keys[place]
    const context = eligible[(index * 31) % eligible.length]
    if (key === undefined || !context) throw new Error(`no context is fit for flags of the kind "${kind}"`)
    return { key, context: context.prepared }
  })
  return {
    keys: calls.map(({ key }) => key),
    contexts: calls.map(({ context }) => context),
    fallback: FALLBACKS[kind],
  }
}

function isEligible(flag: SampleFlag | undefined, context: SampleContext): boolean {
  return flag?.kind !== 'targeted' || flag.plan === context.plan
}
