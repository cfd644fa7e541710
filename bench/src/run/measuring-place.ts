import type { EFFORTS } from '../measure/effort.ts'
import type { Measurement } from '../measure/measure-subject.ts'
import type { SubjectName } from '../subjects/subjects.ts'

/** Where subjects are measured, each time in a process that has measured nothing before. */
export interface MeasuringPlace {
  /** With its version. */
  readonly name: string
  /** @throws Error when the subject answers wrongly, or cannot be run there. */
  measure(subject: SubjectName, effort: keyof typeof EFFORTS): Promise<Measurement>
  close(): Promise<void>
}
