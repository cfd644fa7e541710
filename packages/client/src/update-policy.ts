import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import type { StoreInputs } from './flag-store.ts'

/** Decides when a change of a flag may reach a page that shows it. */
export interface UpdatePolicy {
  /**
   * Called at each evaluation of a flag that the page reads, before overrides.
   *
   * @param served what the source says now; its value is absent where the fallback would stand.
   * @returns what the page gets.
   */
  admit(flagKey: string, served: UntypedEvaluationDetails, inputs: StoreInputs): UntypedEvaluationDetails
  /**
   * Begins to watch for the end of what is shown.
   *
   * @param release evaluates all flags anew.
   * @returns a function that ends it.
   */
  start(release: () => void): () => void
}
