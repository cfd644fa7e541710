import type { ReleaseSlice } from '@halyard/schema'

/**
 * Divides everybody anew, so that nobody changes the variant without need: who has one that does not shrink keeps it. A variant
 * that shrinks gives up what it got last; the one that the rest has gives up its beginning. So a rollout that is
 * raised, lowered and raised again reaches the same people.
 *
 * @param slices how everybody is divided now.
 * @param wanted how many parts each variant is to have; the sum is that of the slices. Variants that are not named get none.
 * @param rest the variant of those whom the rollout has not reached.
 * @example reslice([['on', 10], ['off', 90]], new Map([['on', 20], ['off', 80]]), 'off') // [['on', 20], ['off', 80]]
 */
export function reslice(
  slices: readonly ReleaseSlice[],
  wanted: ReadonlyMap<string, number>,
  rest: string,
): readonly ReleaseSlice[] {
  const surplus = new Map<string, number>()
  for (const [variant, parts] of slices) surplus.set(variant, (surplus.get(variant) ?? 0) + parts)
  for (const [variant, parts] of wanted) surplus.set(variant, (surplus.get(variant) ?? 0) - parts)
  const lacking = [...surplus]
    .filter(([, parts]) => parts < 0)
    .map(([variant, parts]) => ({ variant, parts: -parts }))

  /** Takes from a slice what its variant has too much. @returns what is taken, and what stays. */
  function take([variant, parts]: ReleaseSlice): { readonly taken: number; readonly kept: number } {
    const taken = Math.min(parts, Math.max(0, surplus.get(variant) ?? 0))
    surplus.set(variant, (surplus.get(variant) ?? 0) - taken)
    return { taken, kept: parts - taken }
  }
  function give(free: number): readonly ReleaseSlice[] {
    const given: ReleaseSlice[] = []
    for (let left = free; left > 0; ) {
      const [next] = lacking
      if (!next) break
      const parts = Math.min(left, next.parts)
      given.push([next.variant, parts])
      left -= parts
      next.parts -= parts
      if (next.parts === 0) lacking.shift()
    }
    return given
  }

  // what the rest gives up is taken from its beginning, what others give up from their end
  const fromFront = slices.map((slice) => (slice[0] === rest ? take(slice) : undefined))
  const fromBack = slices
    .toReversed()
    .map((slice) => (slice[0] === rest ? undefined : take(slice)))
    .toReversed()
  return merge(
    slices.flatMap(([variant], index): readonly ReleaseSlice[] => {
      const { taken, kept } = fromFront[index] ?? fromBack[index] ?? { taken: 0, kept: 0 }
      const stays: ReleaseSlice = [variant, kept]
      return variant === rest ? [...give(taken), stays] : [stays, ...give(taken)]
    }),
  )
}

/** Leaves out empty slices, and joins neighbours of one variant. */
function merge(slices: readonly ReleaseSlice[]): readonly ReleaseSlice[] {
  const merged: ReleaseSlice[] = []
  for (const [variant, parts] of slices) {
    if (parts === 0) continue
    const last = merged.at(-1)
    if (last?.[0] === variant) merged[merged.length - 1] = [variant, last[1] + parts]
    else merged.push([variant, parts])
  }
  return merged
}
