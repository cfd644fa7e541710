import type { EvaluationContext } from '@halyard/schema'

/**
 * What a context holds under a dotted path, as rules read it: only what is its own counts.
 *
 * @returns `undefined` where there is nothing.
 * @example attributeValue({ address: { country: 'CH' } }, 'address.country') // 'CH'
 */
export function attributeValue(context: EvaluationContext, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as { readonly [key: string]: unknown })[step]
          : undefined,
      context,
    )
}
