import { type EvaluationContext, type FlagValue, joinPointer } from '@halyard/schema'
import type { CompiledFlagSet } from '../compile-flag-set.ts'
import type { EvaluationOptions } from '../evaluate.ts'
import { traceEvaluation } from '../trace/trace-evaluation.ts'
import { clipValue } from './clip-value.ts'
import type { Explanation, ExplanationNode } from './explanation.ts'
import { findChooser, findDeciders } from './find-deciders.ts'
import { type WatchedPart, watchParts } from './watch-parts.ts'

/**
 * Evaluates one flag and tells why it gave what it gave. It is the evaluation of `evaluate` itself, watched, so that both
 * agree. Total, as that is; the first time costs as much as compiling the flag anew, and then a few evaluations.
 *
 * @param fallback as in `evaluate`; `undefined` asks for no type.
 * @returns a copy of everything it saw, clipped: at most 500 parts, 100 inputs of each, 200
 * characters of a text, 20 entries of a list or an object.
 * @example
 * explain(compiled, 'beta', false, { plan: 'crew' }, { nowMs: 0 }).decidedBy // '/flags/beta/targeting/if/0'
 */
export function explain(
  compiled: CompiledFlagSet,
  flagKey: string,
  fallback: FlagValue | undefined,
  context: EvaluationContext,
  options: EvaluationOptions,
): Explanation {
  const {
    watch,
    root: findRoot,
    omitted,
  } = watchParts(joinPointer(joinPointer('/flags', flagKey), 'targeting'))
  const details = traceEvaluation(compiled, flagKey, fallback, context, options, watch)
  const root = findRoot()
  const decidedBy = root && !root.hasFailed ? findChooser(root) : undefined
  return {
    details,
    ...(root && { tree: nodeOf(root, true) }),
    ...(decidedBy !== undefined && { decidedBy }),
    omittedNodes: omitted(),
  }
}

function nodeOf(part: WatchedPart, decided: boolean): ExplanationNode {
  const { pointer, operation, label, inputs, value, children, split, hasFailed } = part
  const deciders = new Set(decided ? findDeciders(part) : [])
  return {
    pointer,
    operator: operation?.operator ?? 'list',
    label,
    inputs,
    result: clipValue(value),
    decided,
    children: children.map((child) => nodeOf(child, deciders.has(child))),
    ...(split && { split }),
    ...(hasFailed && { failed: true }),
  }
}
