import type { Subject } from '../subjects/subject.ts'
import { SUBJECTS, type SubjectName } from '../subjects/subjects.ts'
import { EFFORTS } from './effort.ts'
import { type Measurement, measureSubject } from './measure-subject.ts'

declare global {
  interface Window {
    /** What a fresh browser is told to do. */
    measure: (name: SubjectName, effort: keyof typeof EFFORTS) => Promise<Measurement>
  }
}

window.measure = (name, effort) => {
  const subject: Subject = SUBJECTS[name]
  return measureSubject(subject, EFFORTS[effort])
}
