import { FLAG_KINDS } from '../flags/sample-flag.ts'
import type { Measurement } from '../measure/measure-subject.ts'
import { median } from '../measure/median.ts'
import type { SubjectName } from '../subjects/subjects.ts'

/** The measurements of one round: each subject once, one after another. */
export type Round = ReadonlyMap<SubjectName, Measurement>

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
export function typical(
  rounds: readonly Round[],
  subject: SubjectName,
  read: (measurement: Measurement) => number | null,
): number | null {
  return medianOf(rounds.map((round) => figure(round, subject, read)))
}

/**
 * How many times another subject's figure one has: the median of the ratios within each round, so that whatever slowed
 * the machine for one of them slowed the other as well.
 */
export function ratioTo(
  rounds: readonly Round[],
  subject: SubjectName,
  other: SubjectName,
  read: (measurement: Measurement) => number | null,
): number | null {
  return medianOf(
    rounds.map((round) => {
      const own = figure(round, subject, read)
      const others = figure(round, other, read)
      return own === null || others === null ? null : own / others
    }),
  )
}

function figure(
  round: Round,
  subject: SubjectName,
  read: (measurement: Measurement) => number | null,
): number | null {
  const measurement = round.get(subject)
  return measurement ? read(measurement) : null
}

function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? median(known) : null
}
