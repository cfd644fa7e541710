import { describeReadme } from './describe-readme.ts'

describeReadme({ folder: 'packages/preact', jsxImportSource: 'preact' })
