import type { EvaluationScope } from './logic.ts'

/** Splits a path as `var` writes it: `'address.country'`. The whole data is meant where there is none, or `''`. */
export function splitPath(path: unknown): readonly string[] {
  return path === undefined || path === null || path === '' ? [] : String(path).split('.')
}

/**
 * Follows a path through own properties; a prototype is never consulted. At the evaluation context, `$flagd` leads to
 * the flag's key and the time, whatever the context itself holds under that name.
 *
 * @returns `undefined` where the path ends too early.
 */
export function readPath(data: unknown, path: readonly string[], scope: EvaluationScope): unknown {
  let value = data
  if (path[0] === '$flagd' && data === scope.context) {
    value = { $flagd: { flagKey: scope.flagKey, timestamp: scope.timestamp } }
  }
  for (const step of path) value = readOwn(value, step)
  return value
}

/** Reads one own property, of anything. */
export function readOwn(value: unknown, key: string): unknown {
  return value !== undefined && value !== null && Object.hasOwn(value, key)
    ? (value as { readonly [key: string]: unknown })[key]
    : undefined
}
