import type { FlagReport } from '@halyard/devtools'

/**
 * Adds what one page says of its flags to what is known already. Which flags a page reads can depend on the variation;
 * a flag that was read once counts as read. The order is that in which flags were found to be read, so that what was
 * first stays first.
 *
 * @param isOwnUser whether the page is seen as its own user: what others get is not what it is served with.
 * @returns the same list where nothing is new that matters.
 */
export function learnFlags(
  known: readonly FlagReport[],
  told: readonly FlagReport[],
  isOwnUser: boolean,
): readonly FlagReport[] {
  const next = new Map(known.map((flag) => [flag.flagKey, flag]))
  for (const flag of told) {
    const before = next.get(flag.flagKey)
    const observed = flag.observed || before?.observed === true
    // A client that has not received its flags yet reports those that are read already, without their variants.
    const saysLess = before?.variants !== undefined && flag.variants === undefined
    const saysMore = before?.variants === undefined && flag.variants !== undefined
    const isKnown = before && (saysLess || (!isOwnUser && !saysMore))
    const served = { ...(isKnown ? before : servedReport(flag)), observed }
    if (!before || JSON.stringify(before) !== JSON.stringify(served)) next.set(flag.flagKey, served)
  }
  const changed = [...next.values()]
  if (changed.length === known.length && changed.every((flag, index) => flag === known[index])) return known
  const wasRead = new Set(known.filter(({ observed }) => observed).map(({ flagKey }) => flagKey))
  return changed.toSorted((a, b) => rankOf(a, wasRead) - rankOf(b, wasRead))
}

function rankOf({ flagKey, observed }: FlagReport, wasRead: ReadonlySet<string>): number {
  if (!observed) return 2
  return wasRead.has(flagKey) ? 0 : 1
}

/** A flag as the page gets it without anybody's doing. */
function servedReport({ original, override, ...flag }: FlagReport): FlagReport {
  if (!original) return flag
  const { value, variant, ...rest } = flag
  return { ...rest, ...original }
}
