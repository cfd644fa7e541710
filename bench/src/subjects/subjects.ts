import { closureSubject } from './closure-subject.ts'
import { configcatSubject } from './configcat-subject.ts'
import { flagdCoreSubject } from './flagd-core-subject.ts'
import { growthbookSubject } from './growthbook-subject.ts'
import { halyardSubject } from './halyard-subject.ts'
import type { Subject } from './subject.ts'

/** Everything that is measured, by the name that a fresh process is told. */
export const SUBJECTS = {
  closure: closureSubject,
  halyard: halyardSubject,
  'flagd-core': flagdCoreSubject,
  growthbook: growthbookSubject,
  configcat: configcatSubject,
} satisfies { readonly [name: string]: Subject }

/** A key of {@link SUBJECTS}. */
export type SubjectName = keyof typeof SUBJECTS
