import { describeReadme } from './describe-readme.ts'

describeReadme({
  folder: 'packages/vue',
  continued: `
    declare const client: import('@halyard/client').FlagClient
    declare module '*.vue' {
      const component: import('vue').Component
      export default component
    }
  `,
})
