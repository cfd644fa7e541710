import { describeSpec } from './testing/describe-spec.ts'
import { INAPPLICABLE_IN_PAGES } from './testing/inapplicable.ts'
import { createWebSubject } from './testing/web-subject.ts'

describeSpec(createWebSubject, INAPPLICABLE_IN_PAGES)
