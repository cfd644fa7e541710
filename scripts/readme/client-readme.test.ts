import { describeReadme } from './describe-readme.ts'

describeReadme({
  folder: 'packages/client',
  continued: "declare const client: import('@halyard/client').FlagClient\n",
})
