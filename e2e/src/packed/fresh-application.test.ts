import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'
import {
  APPLICATIONS,
  type FreshApplication,
  installApplication,
  type LocalFlags,
  packForInstalling,
} from './fresh-application.ts'

let tarballs: Readonly<Record<string, string>>
let launched: LaunchedBrowser

beforeAll(async () => {
  tarballs = await packForInstalling()
  launched = await launchBrowser()
})

afterAll(() => launched?.close())

/** Opens a page that is to show the served greeting, and tells which documents it loaded and what went wrong. */
async function openPage(url: string) {
  const page = await launched.browser.newPage()
  onTestFinished(() => page.close())
  const errors = watchForErrors(page)
  let documents = 0
  page.on('framenavigated', () => {
    documents += 1
  })
  await page.goto(url)
  await whenShown(page.mainFrame(), '#greeting', 'Welcome')
  const isInspectable = await page.evaluate(() => Symbol.for('halyard.devtools') in globalThis)
  return { errors, documents, isInspectable }
}

describe.each(readdirSync(APPLICATIONS))('a fresh application with %s, from packed packages', (name) => {
  let application: FreshApplication
  let flags: LocalFlags

  beforeAll(async () => {
    application = await installApplication(name, tarballs)
    flags = await application.serveFlags()
  })

  afterAll(async () => {
    await flags?.[Symbol.asyncDispose]()
    application?.remove()
  })

  it('is built, compiles with the types that were written, and shows what its service serves', async () => {
    const env = { NODE_ENV: 'production', VITE_FLAG_SERVICE_URL: flags.url }
    expect(await application.run('vite', ['build', '--logLevel', 'warn'], env)).toEqual({
      exitCode: 0,
      output: '',
    })
    expect(await application.run('typescript', ['-p', '.'])).toEqual({ exitCode: 0, output: '' })
    const check = ['types', 'flags.json', '--out', 'src/flags.d.ts', '--check']
    expect(await application.run('@halyard/cli', check)).toEqual({
      exitCode: 0,
      output: 'src/flags.d.ts: up to date, 1 flag\n',
    })

    const assets = join(application.folder, 'dist/assets')
    const code = readdirSync(assets).map((file) => readFileSync(join(assets, file), 'utf8'))
    expect(code.join()).not.toContain('halyard.devtools')
    const site = await serveFolder(join(application.folder, 'dist'))
    onTestFinished(site.close)
    expect(await openPage(site.origin)).toEqual({ errors: [], documents: 1, isInspectable: false })
  })

  it('is developed, and shows up in devtools, loaded once', async () => {
    const server = await createServer({
      root: application.folder,
      server: { host: '127.0.0.1' },
      logLevel: 'warn',
      define: { 'import.meta.env.VITE_FLAG_SERVICE_URL': JSON.stringify(flags.url) },
    })
    onTestFinished(() => server.close())
    await server.listen(0)
    const url = server.resolvedUrls?.local[0] ?? ''
    expect(await openPage(url)).toEqual({ errors: [], documents: 1, isInspectable: true })
  })
})
