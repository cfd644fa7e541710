import { FLAG_KINDS } from '../flags/sample-flag.ts'
import type { Measurement } from '../measure/measure-subject.ts'
import { median } from '../measure/median.ts'
import type { SubjectName } from '../subjects/subjects.ts'

/** What was measured in one round: each subject once, one after another. */
export type Round<Name = SubjectName, Measured = Measurement> = ReadonlyMap<Name, Measured>

/** One figure that every subject has. */
export interface Column {
  readonly title: string
  /** `null` where the subject was spared it. */
  read(measurement: Measurement): number | null
}

const TITLES = {
  static: 'static',
  targeted: 'two conditions',
  split: 'split',
  tenRules: 'ten rules',
  json: 'JSON value',
}

/** Nanoseconds for one evaluation, by kind of flag. */
export const EVALUATION_COLUMNS: readonly Column[] = FLAG_KINDS.map((kind) => ({
  title: TITLES[kind],
  read: ({ evaluateNs }) => evaluateNs[kind],
}))

/** The median of a subject's figures over all rounds; `null` where it has none. */
export function typical<Name, Measured>(
  rounds: readonly Round<Name, Measured>[],
  subject: Name,
  read: (measured: Measured) => number | null,
): number | null {
  return medianOf(rounds.map((round) => figureOf(round, subject, read)))
}

/**
 * How many times another subject's figure one has: the median of the ratios within each round, so that whatever slowed
 * the machine for one of them slowed the other as well.
 */
export function ratioTo<Name, Measured>(
  rounds: readonly Round<Name, Measured>[],
  subject: Name,
  other: Name,
  read: (measured: Measured) => number | null,
): number | null {
  return medianOf(
    rounds.map((round) => {
      const own = figureOf(round, subject, read)
      const others = figureOf(round, other, read)
      return own === null || others === null ? null : own / others
    }),
  )
}

function figureOf<Name, Measured>(
  round: Round<Name, Measured>,
  subject: Name,
  read: (measured: Measured) => number | null,
): number | null {
  const measured = round.get(subject)
  return measured === undefined ? null : read(measured)
}

/** The median of the figures that there are; `null` where there is none. */
export function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? median(known) : null
}
