import { describeReadme } from './describe-readme.ts'

describeReadme({ folder: 'packages/devtools' })
