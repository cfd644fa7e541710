import { describeSpec } from '../testing/describe-spec.ts'
import { INAPPLICABLE_ON_SERVERS } from '../testing/inapplicable.ts'
import { createServerSubject } from '../testing/server-subject.ts'

describeSpec(createServerSubject, INAPPLICABLE_ON_SERVERS)
