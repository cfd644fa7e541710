import type { Explanation } from '@halyard/evaluator'
import { explainServed } from './explain-served.ts'
import type { FlagClient } from './flag-client.ts'
import type { UntypedClientDetails } from './flag-store.ts'
import { INSPECTION, type InspectedClient } from './inspection.ts'

/**
 * Why a client gives what it gives.
 *
 * `details` is what the page gets, without a fallback. The rest is what the rules of the held flags do for this context
 * and this time. The two can differ: where `details.reason` is `OVERRIDE` the value was set by hand, and the rest
 * explains `details.original`; where it is `CACHED` the flag's `x-update` holds a change back, or the flags are of an
 * earlier visit, and the rest explains the value to come.
 */
export interface ClientExplanation extends Omit<Explanation, 'details'> {
  readonly details: UntypedClientDetails
}

/**
 * Explains a flag: the outcome with every part of its rule that was run, what each worked on, and which one decided.
 * Synchronous and total: an unknown flag is explained too, and so is one whose server evaluates, without parts. Costs as
 * much as compiling the flag anew, the first time after a change. Is no read.
 *
 * @param client one of `createFlagClient`.
 * @throws TypeError when the client is not one of `createFlagClient`.
 * @example
 * const { details, decidedBy } = explainFlag(client, 'new-checkout')
 */
export function explainFlag(client: FlagClient, flagKey: string): ClientExplanation {
  const inspection = (client as Partial<InspectedClient>)[INSPECTION]
  if (!inspection) {
    throw new TypeError('this client cannot be explained: pass one that createFlagClient made, not a wrapper')
  }
  const { store } = inspection
  return { ...explainServed(inspection, flagKey, store.inputs.context), details: store.evaluate(flagKey) }
}
