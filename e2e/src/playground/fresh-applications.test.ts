import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSceneList, SCENES_PATH } from '@halyard/protocol/scenes'
import type { Frame, Page } from 'puppeteer-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  APPLICATIONS,
  type FreshApplication,
  installApplication,
  type LocalFlags,
  packForInstalling,
} from '../packed/fresh-application.ts'
import { whenShown } from '../support/flag-page.ts'
import { sheetUrl } from './sheet-url.ts'
import { type RunningPlayground, startPlayground } from './start-playground.ts'
import { whenCells } from './when-cells.ts'

/** Where each application draws its greeting, for a scene as well. */
const DRAWN_BY: Readonly<Record<string, string>> = {
  preact: 'src/greeting.tsx',
  react: 'src/greeting.tsx',
  vue: 'src/greeting-text.scene.vue',
}

let tarballs: Readonly<Record<string, string>>
let playground: RunningPlayground

beforeAll(async () => {
  tarballs = await packForInstalling()
  playground = await startPlayground()
})

afterAll(() => playground?.stop())

/** Shows a page by its address alone, and gives the cells: as it is served, and with each variant of its one flag. */
async function showInPlayground(pageUrl: string): Promise<{ page: Page; cells: readonly Frame[] }> {
  const page = await playground.newPage()
  onTestFinished(() => page.close())
  await page.goto(sheetUrl(playground.url, { pageUrl }))
  return { page, cells: await whenCells(page, 3) }
}

const whenGreeting = (cells: readonly Frame[], ...greetings: readonly string[]) =>
  Promise.all(greetings.map((greeting, index) => whenShown(cells[index] as Frame, '#greeting', greeting)))

describe.each(readdirSync(APPLICATIONS))('a fresh application with %s, from packed packages', (name) => {
  let application: FreshApplication
  let flags: LocalFlags
  let server: ViteDevServer
  let url: string

  beforeAll(async () => {
    application = await installApplication(name, tarballs)
    flags = await application.serveFlags()
    // All that is done for this playground; for one on the port that it has by itself, not even that.
    const allowed = `halyard({ devtools: { allowOrigins: ['${playground.origin}'] } })`
    edit('vite.config.ts', 'halyard()', allowed)
    server = await createServer({
      root: application.folder,
      server: { host: '127.0.0.1' },
      logLevel: 'warn',
      define: { 'import.meta.env.VITE_FLAG_SERVICE_URL': JSON.stringify(flags.url) },
    })
    await server.listen(0)
    url = server.resolvedUrls?.local[0] ?? ''
  })

  afterAll(async () => {
    await server?.close()
    await flags?.[Symbol.asyncDispose]()
    application?.remove()
  })

  function edit(file: string, text: string, by: string): void {
    const path = join(application.folder, file)
    const before = readFileSync(path, 'utf8')
    expect(before).toContain(text)
    writeFileSync(path, before.replace(text, by))
  }

  it('is shown in the playground by its address alone, with its flag and each of its variants', async () => {
    const { page, cells } = await showInPlayground(url)
    await page.waitForFunction(() => document.body.textContent?.includes('greeting'))
    await whenGreeting(cells, 'Welcome', 'Hello', 'Welcome')
  })

  it('has a scene, which follows in every cell when its component is saved, without being loaded anew', async () => {
    const answer = await fetch(new URL(SCENES_PATH, url))
    const [scene, ...others] = parseSceneList(await answer.json(), new URL(url).origin) ?? []
    expect([scene?.title, scene?.framework, others]).toEqual([expect.stringMatching(/^Greeting/), name, []])

    const { cells } = await showInPlayground(scene?.url ?? '')
    await whenGreeting(cells, 'Welcome', 'Hello', 'Welcome')
    await Promise.all(cells.map((cell) => cell.evaluate('globalThis.isSame = true')))
    edit(DRAWN_BY[name] ?? '', '</p>', ', kite!</p>')
    await whenGreeting(cells, 'Welcome, kite!', 'Hello, kite!', 'Welcome, kite!')
    expect(await Promise.all(cells.map((cell) => cell.evaluate('globalThis.isSame')))).toEqual([
      true,
      true,
      true,
    ])
  })
})
