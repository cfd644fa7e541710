import type { Subject } from '../subjects/subject.ts'
import { SUBJECTS, type SubjectName } from '../subjects/subjects.ts'
import { EFFORTS } from './effort.ts'
import { measureSubject } from './measure-subject.ts'

/** What a fresh Node process runs, bundled: `node node-process.cjs halyard quick`. It prints the measurement as JSON. */
const [name, effort] = process.argv.slice(2) as [SubjectName, keyof typeof EFFORTS]
const subject: Subject = SUBJECTS[name]
void measureSubject(subject, EFFORTS[effort]).then((measurement) => console.log(JSON.stringify(measurement)))
