import { describeReadmeSteps } from './describe-readme-steps.ts'
import { followFirstTitle } from './follow-first-title.ts'

describeReadmeSteps('packages/openfeature', { 'first-flag': followFirstTitle })
