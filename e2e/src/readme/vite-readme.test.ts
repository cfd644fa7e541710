import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, onTestFinished } from 'vitest'
import { readmeBlocks, stepOf } from '../../../scripts/readme/code-blocks.ts'
import { describeReadmeSteps, openPage, type ReadmeStep } from './describe-readme-steps.ts'

const BLOCKS = readmeBlocks('packages/vite')
const codeOf = (step: string): string => BLOCKS.find((block) => stepOf(block) === step)?.code ?? ''
const FLAGS = BLOCKS.find(({ language }) => language === 'json')?.code ?? ''
const TYPES = BLOCKS.find(({ purpose }) => purpose === 'types')?.code ?? ''

/** Develops the README's page with one of its configurations. */
async function develop({ place, service, edit, launched }: ReadmeStep, configuration: string) {
  for (const [flagKey, flag] of Object.entries(JSON.parse(FLAGS).flags)) edit(flagKey, flag as object)
  mkdirSync(join(place, 'src'))
  const program = codeOf('page').replace('http://127.0.0.1:4870', service.url)
  writeFileSync(join(place, 'vite.config.ts'), codeOf(configuration))
  writeFileSync(join(place, 'flags.json'), FLAGS)
  writeFileSync(join(place, 'src/page.ts'), `${program}Object.assign(window, { client })\n`)
  writeFileSync(
    join(place, 'index.html'),
    '<link rel="icon" href="data:,"><script type="module" src="/src/page.ts"></script>',
  )
  const server = await createServer({
    root: place,
    configFile: join(place, 'vite.config.ts'),
    cacheDir: join(place, '.vite'),
    logLevel: 'warn',
    server: { host: '127.0.0.1' },
  })
  onTestFinished(() => server.close())
  await server.listen(0)
  const page = await openPage(launched, server.resolvedUrls?.local[0] ?? '')
  await page.waitForFunction(`window.client?.state.status === 'live'`)
  return { page, server }
}

/** The modules that the plugin puts in the place of two that say who may look and who may assign. */
const ATTACHED = ['devtools', 'overrides'].map((entry) => `\0halyard:attached:@halyard/client/${entry}`)

const HAS_DEVTOOLS = `Symbol.for('halyard.devtools') in globalThis`

describeReadmeSteps('packages/vite', {
  async configuration(step) {
    await develop(step, 'configuration')
    expect(readFileSync(join(step.place, 'src/flags.d.ts'), 'utf8')).toBe(TYPES)
  },

  async page(step) {
    const { page } = await develop(step, 'configuration')
    expect(await page.evaluate(HAS_DEVTOOLS)).toBe(true)
    expect(await page.evaluate(`[client.get('express-checkout', true), client.get('hero', 'bold')]`)).toEqual(
      [false, 'classic'],
    )
  },

  async 'without-devtools'(step) {
    const { page } = await develop(step, 'without-devtools')
    expect(await page.evaluate(HAS_DEVTOOLS)).toBe(false)
  },

  async 'allowed-origins'(step) {
    const { page, server } = await develop(step, 'allowed-origins')
    expect(await page.evaluate(HAS_DEVTOOLS)).toBe(true)
    for (const id of ATTACHED) {
      const attached = await server.environments.client.transformRequest(id)
      expect(attached?.code).toContain('...["http://127.0.0.1:4871"]')
    }
  },
})
