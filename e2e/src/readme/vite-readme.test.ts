import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, onTestFinished } from 'vitest'
import { entryAliases } from '../../../scripts/readme/block-place.ts'
import { readmeBlocks, stepOf } from '../../../scripts/readme/code-blocks.ts'
import { describeReadmeSteps, openPage, type ReadmeStep } from './describe-readme-steps.ts'

const BLOCKS = readmeBlocks('packages/vite')
const codeOf = (step: string): string => BLOCKS.find((block) => stepOf(block) === step)?.code ?? ''
const FLAGS = BLOCKS.find(({ language }) => language === 'json')?.code ?? ''
const TYPES = BLOCKS.find(({ purpose }) => purpose === 'types')?.code ?? ''

/** Where an application has the binding installed. */
const BINDING = entryAliases().filter(({ find }) => find.test('@halyard/react'))

/** What the README's configurations are tried with. */
interface Attempt {
  /** The step whose block is the configuration. */
  readonly configuration: string
  /** The page to open. @default the application's own */
  readonly path?: string
  /** An expression that tells when it is ready. @default that its client is live */
  readonly until?: string
}

/** Develops the README's page with one of its configurations. */
async function develop({ place, service, edit, launched }: ReadmeStep, attempt: Attempt) {
  const { configuration, path = '', until = `window.client?.state.status === 'live'` } = attempt
  for (const [flagKey, flag] of Object.entries(JSON.parse(FLAGS).flags)) edit(flagKey, flag as object)
  const ofService = (step: string): string => codeOf(step).replace('http://127.0.0.1:4870', service.url)
  mkdirSync(join(place, 'src'))
  writeFileSync(join(place, 'vite.config.ts'), ofService(configuration))
  writeFileSync(join(place, 'flags.json'), FLAGS)
  writeFileSync(join(place, 'src/flags.ts'), `${ofService('page')}export { client }\n`)
  writeFileSync(
    join(place, 'src/page.ts'),
    `import { client } from './flags.ts'\nObject.assign(window, { client })\n`,
  )
  writeFileSync(join(place, 'src/hero.scene.tsx'), codeOf('scene'))
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
    resolve: { alias: BINDING },
  })
  onTestFinished(() => server.close())
  await server.listen(0)
  const page = await openPage(launched, new URL(path, server.resolvedUrls?.local[0]).href)
  await page.waitForFunction(until)
  return { page, server }
}

/** Opens the README's scene, which is to show a heading, and follows what its service serves. */
async function developScene(step: ReadmeStep, configuration: string, heading: string) {
  const shows = (text: string): string =>
    `document.querySelector('h1')?.textContent === ${JSON.stringify(text)}`
  const path = '/@halyard/scene/src/hero.scene.tsx'
  const { page } = await develop(step, { configuration, path, until: shows(heading) })
  return { whenShown: (text: string) => page.waitForFunction(shows(text)) }
}

/** The modules that the plugin puts in the place of two that say who may look and who may assign. */
const ATTACHED = ['devtools', 'overrides'].map((entry) => `\0halyard:attached:@halyard/client/${entry}`)

const HAS_DEVTOOLS = `Symbol.for('halyard.devtools') in globalThis`

describeReadmeSteps('packages/vite', {
  async configuration(step) {
    await develop(step, { configuration: 'configuration' })
    expect(readFileSync(join(step.place, 'src/flags.d.ts'), 'utf8')).toBe(TYPES)
  },

  async page(step) {
    const { page } = await develop(step, { configuration: 'configuration' })
    expect(await page.evaluate(HAS_DEVTOOLS)).toBe(true)
    expect(await page.evaluate(`[client.get('express-checkout', true), client.get('hero', 'bold')]`)).toEqual(
      [false, 'classic'],
    )
  },

  async 'without-devtools'(step) {
    const { page } = await develop(step, { configuration: 'without-devtools' })
    expect(await page.evaluate(HAS_DEVTOOLS)).toBe(false)
  },

  async 'allowed-origins'(step) {
    const { page, server } = await develop(step, { configuration: 'allowed-origins' })
    expect(await page.evaluate(HAS_DEVTOOLS)).toBe(true)
    for (const id of ATTACHED) {
      const attached = await server.environments.client.transformRequest(id)
      expect(attached?.code).toContain('...["http://127.0.0.1:4871"]')
    }
  },

  async scene(step) {
    await developScene(step, 'configuration', 'Kites for Ada')
  },

  async 'scenes-of-service'(step) {
    const { whenShown } = await developScene(step, 'scenes-of-service', 'Kites for Ada')
    step.edit('hero', { defaultVariant: 'bold' })
    await whenShown('GO FLY SOMETHING, Ada')
  },

  async 'scenes-of-client'(step) {
    const { whenShown } = await developScene(step, 'scenes-of-client', 'Kites for Ada')
    step.edit('hero', { defaultVariant: 'bold' })
    await whenShown('GO FLY SOMETHING, Ada')
  },
})
