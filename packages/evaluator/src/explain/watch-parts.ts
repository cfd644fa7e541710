import { type JsonValue, joinPointer, type RuleOperation, readOperation } from '@halyard/schema'
import type { EvaluationScope } from '../logic.ts'
import type { Watch } from '../trace/trace-evaluation.ts'
import { clipValue } from './clip-value.ts'
import { describeRule } from './describe-rule.ts'
import { explainSplit } from './explain-split.ts'
import { type ExplainedSplit, MAX_EXPLAINED_PARTS, MAX_EXPLANATION_NODES } from './explanation.ts'

/** A part that ran. */
export interface WatchedPart {
  readonly pointer: string
  readonly part: object
  /** Absent for a list. */
  readonly operation: RuleOperation | undefined
  readonly label: string
  readonly children: WatchedPart[]
  /** The place among the operands or parts of its parent. */
  readonly index: number
  value: unknown
  inputs: readonly JsonValue[]
  hasFailed: boolean
  split?: ExplainedSplit | undefined
}

/** Watches an evaluation part by part. */
export interface PartWatch {
  readonly watch: Watch
  /** After the evaluation: what ran, `undefined` where nothing did. */
  root(): WatchedPart | undefined
  /** How many parts ran that were not kept. */
  omitted(): number
}

/** Rules do not change, so each part is put into words once. */
const labels = new WeakMap<object, string>()

/** @param rootPointer where the rule stands, as a JSON pointer. */
export function watchParts(rootPointer: string): PartWatch {
  let root: WatchedPart | undefined
  let parent: WatchedPart | undefined
  let count = 0

  const watch: Watch = (part, operation, logic, data, scope) => {
    count++
    // each part costs a look into its parent, so those that are not kept must not be looked at either
    if (count > MAX_EXPLANATION_NODES) return logic(data, scope)
    const outer = parent
    const watched = open(part, operation, outer)
    if (outer) outer.children.push(watched)
    else root = watched
    parent = watched
    try {
      watched.value = logic(data, scope)
      watched.hasFailed = false
      return watched.value
    } finally {
      parent = outer
      complete(watched, data, scope)
    }
  }

  function open(
    part: object,
    operation: RuleOperation | undefined,
    outer: WatchedPart | undefined,
  ): WatchedPart {
    const { pointer, index } = outer ? placeWithin(outer, part) : { pointer: rootPointer, index: 0 }
    return {
      pointer,
      part,
      operation,
      label: labelOf(part),
      index,
      children: [],
      value: null,
      inputs: [],
      hasFailed: true,
    }
  }

  return { watch, root: () => root, omitted: () => Math.max(0, count - MAX_EXPLANATION_NODES) }
}

function labelOf(part: object): string {
  const known = labels.get(part)
  if (known !== undefined) return known
  const label = describeRule(part)
  labels.set(part, label)
  return label
}

function placeWithin(
  { pointer, part, operation }: WatchedPart,
  child: object,
): Pick<WatchedPart, 'pointer' | 'index'> {
  if (operation?.operator === '$ref') {
    return { pointer: joinPointer('/$evaluators', String(operation.operands[0])), index: 0 }
  }
  const index = (operation?.operands ?? (part as readonly unknown[])).indexOf(child)
  if (!operation) return { pointer: joinPointer(pointer, index), index }
  const place = joinPointer(pointer, operation.operator)
  return { pointer: operation.isList ? joinPointer(place, index) : place, index }
}

function complete(watched: WatchedPart, data: unknown, scope: EvaluationScope): void {
  const { operation, children, hasFailed } = watched
  if (!operation) return
  const values = new Map(children.map((child) => [child.part, child.value]))
  const inputs = operation.operands
    .slice(0, MAX_EXPLAINED_PARTS)
    .filter((operand) => isInput(operand, values))
  watched.inputs = inputs.map((operand) => clipValue(valueFor(operand, values)))
  if (operation.operator !== 'fractional' || hasFailed) return
  watched.split = explainSplit(
    operation.operands.map((operand) => valueFor(operand, values)),
    data,
    scope,
  )
}

/** An operand that did not run is a literal, or was not needed. */
function isInput(operand: unknown, values: ReadonlyMap<unknown, unknown>): boolean {
  return values.has(operand) || readOperation(operand) === undefined
}

function valueFor(operand: unknown, values: ReadonlyMap<unknown, unknown>): unknown {
  return values.has(operand) ? values.get(operand) : operand
}
