import { describeFirstFlag } from './describe-first-flag.ts'

describeFirstFlag('packages/react')
