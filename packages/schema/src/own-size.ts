/**
 * How many of the parts that a rule may have something takes by itself, without what stands in it: an object or a list
 * one, and every 32 elements of a list or UTF-16 code units of a text one more. Nothing that is referred to again and
 * again is then for free, so that no rule can build lists or texts without measure.
 */
export function ownSize(part: unknown): number {
  const isObject = typeof part === 'object' && part !== null
  return Number(isObject) + (typeof part === 'string' || Array.isArray(part) ? part.length >> 5 : 0)
}
