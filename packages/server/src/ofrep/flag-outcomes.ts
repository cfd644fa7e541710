import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import { encodeEvaluation } from './encode-evaluation.ts'

/** One way in which a flag ends. */
export interface FlagOutcome {
  readonly details: UntypedEvaluationDetails
  /** As OFREP has it. */
  readonly json: string
  /** Another one for each outcome of a flag, from 0; `undefined` for one that was not kept. */
  readonly number: number | undefined
}

/** With up to 64 variants, a flag has no more: each by a rule, one more by default, or an error. */
const MAX_OUTCOMES = 66
/** The longest outcome that is kept without a variant: a context may have its say in it. In UTF-16 code units. */
const MAX_LENGTH = 1_000

/** The ways in which one flag has ended so far, each written once. A class, because there is an instance for each flag. */
export class FlagOutcomes {
  readonly flagKey: string
  readonly #kept: FlagOutcome[] = []

  constructor(flagKey: string) {
    this.flagKey = flagKey
  }

  /** @param details of this flag, as it was all the time. */
  find(details: UntypedEvaluationDetails): FlagOutcome {
    for (const outcome of this.#kept) if (isSame(outcome.details, details)) return outcome
    const json = encodeEvaluation(details)
    const isKept =
      this.#kept.length < MAX_OUTCOMES && (details.variant !== undefined || json.length <= MAX_LENGTH)
    const outcome = { details, json, number: isKept ? this.#kept.length : undefined }
    if (isKept) this.#kept.push(outcome)
    return outcome
  }
}

/** What ends with a variant is the identical object each time, and what does not says why. */
function isSame(known: UntypedEvaluationDetails, details: UntypedEvaluationDetails): boolean {
  return (
    known === details ||
    (details.variant === undefined &&
      known.variant === undefined &&
      known.reason === details.reason &&
      known.errorMessage === details.errorMessage)
  )
}
