import { textTable } from './text-table.ts'

/** Something that was promised, and what was seen. */
export interface Goal {
  readonly promise: string
  readonly seen: string
  /** `level` with the best peer is neither ahead nor behind: less apart than one run is from the next. */
  readonly outcome: 'met' | 'level' | 'missed'
}

/** How far a peer's figure is away, as a ratio; `null` where it has none. */
interface PeerRatio {
  readonly peer: string
  readonly ratio: number | null
}

const LEVEL = 0.1

/** Judges a figure that must not be larger than promised. What was not measured is missed. */
export function atMost(
  promise: string,
  value: number | null,
  max: number,
  describe: (value: number) => string,
): Goal {
  return {
    promise,
    seen: value === null ? 'not measured' : describe(value),
    outcome: value !== null && value <= max ? 'met' : 'missed',
  }
}

/** Judges Halyard's figure beside those of all peers: the closest of them decides. */
export function aheadOf(promise: string, ratios: readonly PeerRatio[]): Goal {
  const closest = ratios
    .filter(({ ratio }) => ratio !== null)
    .toSorted((a, b) => Number(b.ratio) - Number(a.ratio))[0]
  const ratio = closest?.ratio ?? null
  return {
    promise,
    seen: closest ? `${describeRatio(Number(ratio))} ${closest.peer}` : 'not measured',
    outcome: ratio === null ? 'missed' : compareToPeer(ratio),
  }
}

/** A ratio in words that do not pretend to know the third digit. */
export function describeRatio(ratio: number): string {
  return ratio < 0.01 ? 'under 0.01 ×' : `${ratio.toFixed(2)} ×`
}

/** Goals as a table. */
export function goalTable(goals: readonly Goal[]): string {
  return textTable([
    ['goal', 'seen', ''],
    ...goals.map(({ promise, seen, outcome }) => [
      promise,
      seen,
      outcome === 'missed' ? '**missed**' : outcome,
    ]),
  ])
}

function compareToPeer(ratio: number): Goal['outcome'] {
  if (Math.abs(ratio - 1) <= LEVEL) return 'level'
  return ratio < 1 ? 'met' : 'missed'
}
