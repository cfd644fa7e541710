import { constant, type EvaluationScope, isScalar, type OperatorCompiler, runAll } from '../logic.ts'
import { readOwn, readPath, splitPath } from '../read-path.ts'

const variable: OperatorCompiler = ([computePath = constant(null), otherwise = constant(null)], [path]) => {
  const literalPath = isScalar(path) && splitPath(path)
  const step = literalPath && literalPath.length === 1 && literalPath[0]
  if (step && step !== '$flagd') {
    // what most rules do most: one step into the context
    return (data, scope) => {
      const value = readOwn(data, step)
      return value === undefined ? otherwise(data, scope) : value
    }
  }
  return (data, scope) => {
    const value = readPath(data, literalPath || splitPath(computePath(data, scope)), scope)
    return value === undefined ? otherwise(data, scope) : value
  }
}

const missing: OperatorCompiler = (logics) => (data, scope) => {
  const values = runAll(logics, data, scope)
  return listMissing(Array.isArray(values[0]) ? values[0] : values, data, scope)
}

const missingSome: OperatorCompiler = (logics) => (data, scope) => {
  const [needed, ...paths] = runAll(logics, data, scope)
  const all = paths.flat()
  const absent = listMissing(all, data, scope)
  return all.length - absent.length >= (needed as number) ? [] : absent
}

function listMissing(paths: readonly unknown[], data: unknown, scope: EvaluationScope): readonly unknown[] {
  return paths.filter((path) => {
    const value = readPath(data, splitPath(path), scope)
    return value === undefined || value === null || value === ''
  })
}

/** Operators that look into the data. */
export const DATA_OPERATORS = { var: variable, missing, missing_some: missingSome }
