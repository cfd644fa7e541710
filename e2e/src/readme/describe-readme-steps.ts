import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Flag } from '@halyard/schema'
import type { Page } from 'puppeteer-core'
import { build, type InlineConfig } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { entryAliases, withFolder } from '../../../scripts/readme/block-place.ts'
import { type CodeBlock, readmeBlocks, stepOf } from '../../../scripts/readme/code-blocks.ts'
import { compileComponent } from '../../../scripts/readme/compile-component.ts'
import { type FlagService, startHalyard } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { watchForErrors } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'
import { runTestBlock } from './run-test-block.ts'

/** The addresses that READMEs name: the first one that `halyard dev` tries, and one that stands for somebody's own. */
const ADDRESSES = /http:\/\/127\.0\.0\.1:4870|https:\/\/flags\.example\.com/g

/** A block that is followed, and what it needs. */
export interface ReadmeStep {
  /** The file that the block was written to, as `block.tsx`: it asks the step's service in place of the one that the README names. */
  readonly file: string
  /** The folder of that file; it is deleted afterwards. */
  readonly place: string
  readonly service: FlagService
  /** Vite's, to build what is there. */
  readonly config: InlineConfig
  readonly launched: LaunchedBrowser
  /** Saves a flag, as a person would with the file of `halyard dev --init`. */
  edit(flagKey: string, flag: Partial<Flag>): void
  /** Builds a page with Vite and opens it, in a browser that has stored nothing. */
  open(options?: PageOptions): Promise<Page>
}

/** How a block becomes a page. */
interface PageOptions {
  /** The page's program, beside the block. @default the block itself */
  readonly program?: string
  /** What is in the page before. @default an element `#app` */
  readonly body?: string
  /** Names that the block declares, which the test finds in the page's global scope when the block has run. @default none */
  readonly shared?: readonly string[]
  /** What stands behind the addresses of the README. @default the step's service */
  readonly address?: string
}

/** What is done with each `step` of a README, by its name. */
export type ReadmeSteps = Readonly<Record<string, (step: ReadmeStep) => Promise<void>>>

/**
 * Follows a README in Chromium: each block that is a step, beside a real flag service; each of Vue's components, which shows the HTML
 * that stands below it; and each test, which Vitest runs.
 *
 * @param folder the package's, as `packages/react`. @param jsxImportSource whose JSX it writes.
 */
export function describeReadmeSteps(folder: string, steps: ReadmeSteps, jsxImportSource = 'react'): void {
  const blocks = readmeBlocks(folder)
  const flags = mkdtempSync(join(tmpdir(), 'halyard-readme-'))
  let service: FlagService
  let launched: LaunchedBrowser

  beforeAll(async () => {
    service = await startHalyard(['dev', join(flags, 'flags.json'), '--init', '--port', '0'])
    launched = await launchBrowser()
  })

  afterAll(async () => {
    await launched?.close()
    await service?.stop()
    rmSync(flags, { recursive: true })
  })

  const follow = (block: CodeBlock, run: (step: ReadmeStep) => Promise<void>): Promise<void> =>
    withFolder(folder, async (place) => {
      const file = `block.${block.language}`
      const writeBlock = (code: string): void =>
        writeFileSync(join(place, `${file}${block.language === 'vue' ? '.ts' : ''}`), code)
      writeBlock(moduleOf(block))
      const component = nearestComponent(blocks, block)
      if (component) writeFileSync(join(place, 'component.ts'), moduleOf(component))
      const config: InlineConfig = {
        root: place,
        configFile: false,
        logLevel: 'error',
        // Importing a package's files alone does nothing, it says; but these blocks lie in it.
        build: { rollupOptions: { treeshake: false } },
        oxc: { jsx: { importSource: jsxImportSource } },
        resolve: { alias: entryAliases(join(place, 'component.ts')) },
      }
      await run({
        file,
        place,
        config,
        launched,
        service,
        edit: (flagKey, flag) => editFlag(join(flags, 'flags.json'), flagKey, flag),
        async open({ program, body = '<div id="app"></div>', shared = [], address } = {}) {
          const end = `\nObject.assign(window, { ${shared} })\n`
          writeBlock(moduleOf(block, address) + (shared.length ? end : ''))
          if (program) writeFileSync(join(place, 'page.tsx'), program)
          writeFileSync(join(place, 'index.html'), html(body, program ? 'page.tsx' : file))
          await build(config)
          const site = await serveFolder(join(place, 'dist'))
          onTestFinished(site.close)
          return openPage(launched, site.origin)
        },
      })
    })

  const moduleOf = ({ language, code }: CodeBlock, address = service.url): string =>
    language === 'vue'
      ? `${compileComponent(code, true)}\nexport { component as default }\n`
      : code.replaceAll(ADDRESSES, address)

  it('follows every step', () => {
    expect(blocks.flatMap((block) => stepOf(block) ?? [])).toEqual(Object.keys(steps))
  })

  for (const block of blocks) {
    const name = stepOf(block)
    const run = name && steps[name]
    if (run) it(`does as it says with "${name}"`, () => follow(block, run))
    if (block.purpose === 'test') {
      it(`has a test in line ${block.line} that passes, and does not without its flags`, () =>
        follow(block, ({ place, file }) => runTestBlock(place, file, jsxImportSource)))
    }
    if (block.language === 'vue') {
      const shown = blocks[blocks.indexOf(block) + 1]
      it(`shows what stands below the component of line ${block.line}`, () =>
        follow(block, async ({ open }) => {
          expect(shown?.language).toBe('html')
          const page = await open({ program: mountComponent(block.purpose) })
          expect(await page.$eval('#app', ({ innerHTML }) => innerHTML.replaceAll(/<!--.*?-->/g, ''))).toBe(
            shown?.code.trim(),
          )
        }))
    }
  }
}

/** Opens a page in a browser that has stored nothing, and sees to it that it never says that something is wrong. */
export async function openPage({ browser }: LaunchedBrowser, url: string): Promise<Page> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  const errors = watchForErrors(page)
  onTestFinished(async () => {
    await context.close()
    expect(errors).toEqual([])
  })
  await page.goto(url)
  return page
}

function editFlag(path: string, flagKey: string, properties: Partial<Flag>): void {
  const flagSet = JSON.parse(readFileSync(path, 'utf8')) as { readonly flags: Record<string, object> }
  flagSet.flags[flagKey] = { state: 'ENABLED', ...flagSet.flags[flagKey], ...properties }
  writeFileSync(path, JSON.stringify(flagSet))
}

/** The component that a block's `import App from './App.vue'` means: the one that is shown nearest to it. */
function nearestComponent(blocks: readonly CodeBlock[], block: CodeBlock): CodeBlock | undefined {
  const distance = (other: CodeBlock): number => Math.abs(blocks.indexOf(other) - blocks.indexOf(block))
  return blocks
    .filter(({ language }) => language === 'vue')
    .sort((one, other) => distance(one) - distance(other))[0]
}

const mountComponent = (flags: string): string => `
import { createTestClient } from '@halyard/client/testing'
import { createFlagPlugin } from '@halyard/vue'
import { createApp } from 'vue'
import component from './block.vue.ts'

const client = createTestClient({ flags: ${flags} })
createApp(component).use(createFlagPlugin(client)).mount('#app')
`

const html = (body: string, file: string): string => `<!doctype html>
<link rel="icon" href="data:,">
<body>${body}<script type="module" src="./${file}"></script></body>`
