import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'
import { codeBlocks } from './code-blocks.ts'
import { compileComponent } from './compile-component.ts'
import { describeReadme } from './describe-readme.ts'

const PACKAGE = join(REPOSITORY, 'packages/vue')
const BLOCKS = codeBlocks(readFileSync(join(PACKAGE, 'README.md'), 'utf8'))

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

// Flags stand behind the language, as in `vue {"hero":"bold"}`; the next block is what is rendered with them.
const COMPONENTS = BLOCKS.flatMap(({ language, code, line }, index) =>
  language.startsWith('vue') ? [{ code, line, flags: language.slice(4), rendered: BLOCKS[index + 1] }] : [],
)

it.each(COMPONENTS)('renders what stands below the component of line $line', async (component) => {
  const { code, flags, rendered } = component
  const program = `
    import { createTestClient } from '@halyard/client/testing'
    import { createFlagPlugin } from '@halyard/vue'
    import { createSSRApp } from 'vue'
    import { renderToString } from 'vue/server-renderer'
    ${compileComponent(code, true)}
    const client = createTestClient({ flags: ${flags} })
    const html = await renderToString(createSSRApp(component).use(createFlagPlugin(client)))
    console.log(html.replaceAll(/<!--.*?-->/g, ''))
  `
  const args = ['--input-type=module-typescript', '--eval', program]
  const { output } = await runCommand(process.execPath, args, { cwd: PACKAGE })
  expect(rendered?.language).toBe('html')
  expect(output.trim()).toBe(rendered?.code.trim())
})
