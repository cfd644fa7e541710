import type { EvaluationScope } from './logic.ts'

/** Splits a path as `var` writes it: `'address.country'`. The whole data is meant where there is none, or `''`. */
export function splitPath(path: unknown): readonly string[] {
  const text = String(path ?? '')
  return text ? text.split('.') : []
}

/**
 * Follows a path through own properties; a prototype is never consulted. At the evaluation context, `$flagd` leads to
 * the flag's key and the time, whatever the context itself holds under that name.
 *
 * @returns `undefined` where the path ends too early.
 */
export function readPath(data: unknown, path: readonly string[], scope: EvaluationScope): unknown {
  let value =
    path[0] === '$flagd' && data === scope.context
      ? { $flagd: { flagKey: scope.flagKey, timestamp: Math.floor(scope.nowMs / 1000) } }
      : data
  for (const step of path) value = readOwn(value, step)
  return value
}

/** Reads one own property, of anything. */
export function readOwn<T = unknown>(value: unknown, key: string): T | undefined {
  return Object.hasOwn(value ?? {}, key) ? (value as { readonly [key: string]: T })[key] : undefined
}

/** Reads an attribute, `null` where there is none. */
export function readAttribute(data: unknown, attribute: string, scope: EvaluationScope): unknown {
  if (data !== scope.context) return readOwn(data, attribute) ?? null
  if (scope.attribute !== attribute) {
    scope.value = readOwn(data, attribute) ?? null
    scope.attribute = attribute
  }
  return scope.value
}
