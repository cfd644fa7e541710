import type { Inapplicable } from './describe-spec.ts'

/** What applies to no provider of ours. */
const ANYWHERE: readonly Inapplicable[] = [
  {
    scenarios: /^Resolves based on context$/,
    because: 'the flag set beside the features has no flag "context-aware"',
    count: 1,
  },
  {
    scenarios: /^CACHED reason$/,
    because: 'the reason says why a flag was decided, also when the outcome is remembered',
    count: 2,
  },
]

/** What does not apply on a server. */
export const INAPPLICABLE_ON_SERVERS = ANYWHERE

/** What does not apply in a page, where the context is static and reads are synchronous. */
export const INAPPLICABLE_IN_PAGES: readonly Inapplicable[] = [
  ...ANYWHERE,
  {
    scenarios: /^Asynchronous flag evaluation$/,
    because: 'the web SDK evaluates synchronously',
    count: 5,
  },
  {
    scenarios: /context entry/,
    steps: /"(?:Transaction|Client|Invocation|Before Hooks)"/,
    because: 'the web SDK merges no contexts: one is set for the whole page, at the level of the API',
    count: 23,
  },
]
