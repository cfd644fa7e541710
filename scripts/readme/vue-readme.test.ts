import { describe, expect, it } from 'vitest'
import { compileComponent } from './compile-component.ts'
import { describeReadme, readReadme, runProgram, typeScriptOf } from './describe-readme.ts'
import { enforcedLimits } from './enforced-limits.ts'

const readme = readReadme('vue')
const { blocks } = readme

const AMBIENT = `
declare module '*.vue' {
  const component: import('vue').Component
  export default component
}
declare const client: import('@halyard/client').FlagClient
`

// A component is followed by what it renders with flags, which stand behind its language: `vue {"hero":"bold"}`.
const components = blocks.flatMap((block, index) => {
  const [, flags] = /^vue (\{.*\})$/.exec(block.language) ?? []
  const rendered = blocks[index + 1]
  return flags && rendered ? [{ ...block, flags, rendered }] : []
})

describeReadme(readme, {
  ambient: AMBIENT,
  toTypeScript: (block) =>
    /^vue\b/.test(block.language)
      ? `${compileComponent(block.code, 'component', false)}\nexport { component }\n`
      : typeScriptOf(block),
})

describe('a component', () => {
  it.each(components.map((component) => [component.line, component] as const))(
    'renders what stands below line %i',
    async (_, { code, flags, rendered }) => {
      const program = `
        import { createTestClient } from '@halyard/client/testing'
        import { createFlagPlugin } from '@halyard/vue'
        import { createSSRApp } from 'vue'
        import { renderToString } from 'vue/server-renderer'
        ${compileComponent(code, 'component', true)}
        const client = createTestClient({ flags: ${flags} })
        const html = await renderToString(createSSRApp(component).use(createFlagPlugin(client)))
        console.log(html.replaceAll(/<!--.*?-->/g, ''))
      `
      expect(rendered.language).toBe('html')
      expect((await runProgram(program, readme.folder)).trim()).toBe(rendered.code.trim())
    },
  )

  it('is always one that is rendered', () => {
    expect(components.length).toBe(blocks.filter(({ language }) => /^vue\b/.test(language)).length)
  })
})

it('names the byte limits that the build enforces', () => {
  const named = [...readme.text.matchAll(/^\| .* \| +([\d.]+ kB) \|$/gm)].map(([, limit]) => limit)
  expect(named).toEqual(enforcedLimits('@halyard/vue:'))
})
