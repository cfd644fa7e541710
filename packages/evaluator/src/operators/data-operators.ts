import { type EvaluationScope, isLogic, type Logic, type OperatorCompiler, run, runAll } from '../logic.ts'
import { readPath, splitPath } from '../read-path.ts'

/** `var`: an attribute, or what stands for it where there is none. */
export const variable: OperatorCompiler = ([path, fallback = null]) => {
  const steps = isLogic(path) ? undefined : splitPath(path)
  const logic: Logic = (data, scope) => {
    const value = readPath(data, steps ?? splitPath(run(path, data, scope)), scope)
    return value === undefined ? run(fallback, data, scope) : value
  }
  const [step] = steps ?? []
  if (step && steps?.length === 1 && step !== '$flagd' && fallback === null) logic.attribute = step
  return logic
}

/** `missing`: those of the given paths that lead to nothing. */
export const missing: OperatorCompiler = (operands) => (data, scope) => {
  const values = runAll(operands, data, scope)
  return listMissing(Array.isArray(values[0]) ? values[0] : values, data, scope)
}

/** `missing_some`: the same, unless enough others lead to something. */
export const missingSome: OperatorCompiler = (operands) => (data, scope) => {
  const [needed, ...paths] = runAll(operands, data, scope)
  const all = paths.flat()
  const absent = listMissing(all, data, scope)
  return all.length - absent.length >= (needed as number) ? [] : absent
}

function listMissing(paths: readonly unknown[], data: unknown, scope: EvaluationScope): readonly unknown[] {
  return paths.filter((path) => (readPath(data, splitPath(path), scope) ?? '') === '')
}
