import type { JsonValue } from '@halyard/schema'
import type { UntypedEvaluationDetails } from '../evaluate.ts'

/** Why a flag gave what it gave. Can be written as JSON. */
export interface Explanation {
  /** The very answer of `evaluate`. */
  readonly details: UntypedEvaluationDetails
  /** The targeting as it was evaluated; absent where none was: an unknown, disabled, static or faulty flag. */
  readonly tree?: ExplanationNode
  /**
   * The pointer of what chose the variant: the condition that held, the split, or the expression that named it. Absent
   * where no rule chose one.
   */
  readonly decidedBy?: string
  /** How many parts ran beyond the limit of the tree. */
  readonly omittedNodes: number
}

/** One part of a rule that was run. Literals, and parts that evaluation did not reach, have no node. */
export interface ExplanationNode {
  /** RFC 6901 JSON pointer into the flag set. */
  readonly pointer: string
  /** The operator, `$ref` for a reference, `list` for a list with parts that are evaluated. */
  readonly operator: string
  /** The part in a few words, from the rule alone: `plan == "crew"`. A reference says the name of its rule. */
  readonly label: string
  /** What the operator worked on: the values of its operands that were run, and its literals. Of `var`, the path. */
  readonly inputs: readonly JsonValue[]
  readonly result: JsonValue
  /** Whether the outcome hangs on this part. */
  readonly decided: boolean
  /** The parts within it that were run, in that order. */
  readonly children: readonly ExplanationNode[]
  /** What a `fractional` did that found a bucket. */
  readonly split?: ExplainedSplit
  /** Present where the data could not be read; `result` is then `null`. */
  readonly failed?: true
}

/** How a split chose a bucket. */
export interface ExplainedSplit {
  /** The text that was hashed. */
  readonly hashed: string
  /** The place of the subject among `total`, from 0. */
  readonly bucket: number
  readonly total: number
  /** The buckets: a place from `from` up to, but without, `to`. At most {@link MAX_EXPLAINED_PARTS}. */
  readonly ranges: readonly { readonly variant: JsonValue; readonly from: number; readonly to: number }[]
}

/** How many nodes a tree has at most. */
export const MAX_EXPLANATION_NODES = 500

/** How many inputs a node, or ranges a split, lists at most. */
export const MAX_EXPLAINED_PARTS = 100
