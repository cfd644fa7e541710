import { generateKeyPairSync } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type BriskServer, startBriskServer } from '../support/brisk-server.ts'
import { buildPage } from '../support/build-page.ts'
import { type CounterFile, createCounterFile } from '../support/counter-file.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { FAULTS } from './faults.ts'

// What is waited for always comes; a busy machine may take long.
const PATIENTLY = { timeout: 20_000 }

let file: CounterFile
let server: BriskServer
let proxy: FaultProxy
let site: LocalServer
let launched: LaunchedBrowser

beforeAll(async () => {
  file = createCounterFile()
  server = await startServer()
  proxy = await startFaultProxy(server.url)
  site = await serveFolder(await buildPage('faults', proxy.origin))
  launched = await launchBrowser()
})

afterAll(async () => {
  await launched?.close()
  await site?.close()
  await proxy?.close()
  await server?.kill()
  file?.[Symbol.dispose]()
})

/** Starts a server that signs; pages check that only where they are told to. */
async function startServer(): Promise<BriskServer> {
  const keyFile = join(dirname(file.path), 'key.pem')
  if (!existsSync(keyFile)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  }
  return startBriskServer({ path: file.path, keyFile })
}

/** Opens a page of a browser that was never here, and gives it to a test when it is up to date. */
async function withPage(use: (page: Page) => Promise<void>, search = ''): Promise<void> {
  proxy.fault = null
  const context = await launched.browser.createBrowserContext()
  try {
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(site.origin + search)
    await sees(page, file.count)
    await use(page)
    const seen = await page.evaluate(() => window.counts)
    expect(seen, 'no value went backwards').toEqual(seen.toSorted((a, b) => a - b))
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
}

/** Waits until a page shows this count. */
async function sees(page: Page, count: number): Promise<void> {
  await page.waitForFunction((count) => window.counting.get('counter', 0) === count, {}, count)
}

/** Counts on, and waits until the page shows that it is at the server's last revision. */
async function followsServer(page: Page): Promise<void> {
  file.countUp()
  await sees(page, file.count)
  const live = { status: 'live', revision: await server.revision() }
  await expect.poll(() => page.evaluate(() => window.counting.state), PATIENTLY).toEqual(live)
}

/** Waits until the page has said this of its connection. */
async function says(page: Page, words: RegExp): Promise<void> {
  const hasSaid = (words: string): boolean => window.said.some((error) => new RegExp(words).test(error))
  await page.waitForFunction(hasSaid, { polling: 50 }, words.source)
}

const reported = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.reported.map(({ code }) => code))

describe('a page ends on the last revision of the server, and sees no value go backwards, when', () => {
  it.each(FAULTS)('$title', async (fault) => {
    await withPage(async (page) => {
      proxy.fault = fault
      if (fault.answer) proxy.cut()
      file.countUp()
      await says(page, fault.says)
      file.countUp()
      proxy.fault = null
      proxy.cut()
      await followsServer(page)
    })
  })

  it('the server comes back with a history of its own, which counts from 1', async () => {
    await withPage(async (page) => {
      for (let change = 0; change < 3; change += 1) await followsServer(page)
      const before = await server.revision()
      await server.kill()
      await says(page, /network error/)
      file.countUp()
      server = await startServer()
      proxy.target = server.url
      const after = await server.revision()
      expect([numberOf(before) > numberOf(after), lineageOf(before) === lineageOf(after)]).toEqual([
        true,
        false,
      ])
      await followsServer(page)
    })
  })
})

const numberOf = (revision: string): number => Number(revision.split('.')[1])
const lineageOf = (revision: string): string | undefined => revision.split('.')[0]

describe('where streams do not get through', () => {
  it.each<[string, Fault]>([
    ['and are answered with 404', { answer: (response) => void response.writeHead(404).end() }],
    ['because something holds them back', { pass: () => undefined }],
  ])('%s, a page asks for snapshots, says so, and goes back to streams when they do', async (_, fault) => {
    await withPage(async (page) => {
      proxy.fault = { ...fault, streamsOnly: true }
      proxy.cut()
      await expect.poll(() => reported(page), PATIENTLY).toEqual(['stream-refused'])
      for (let change = 0; change < 3; change += 1) await followsServer(page)
      // Its answers of "nothing new" came without a tag that the page could have read.
      await expect.poll(() => proxy.statuses, PATIENTLY).toContain('304 /halyard/v1/snapshot')
      proxy.fault = null
      await expect.poll(() => proxy.statuses, PATIENTLY).toContain('200 /halyard/v1/stream')
      await followsServer(page)
      expect(await reported(page)).toEqual(['stream-refused'])
    })
  })
})

describe('a page that accepts signed flags only', () => {
  it('keeps what it has while a proxy alters flags, says so, and follows again when that is over', async () => {
    const { publicKey = '' } = server
    await withPage(async (page) => {
      await followsServer(page)
      const genuine = file.count
      proxy.fault = {
        pass: (piece, response) => void response.write(String(piece).replaceAll('"now":', '"now":9')),
      }
      file.countUp()
      await says(page, /altered on their way/)
      expect(await page.evaluate(() => window.counting.get('counter', 0))).toBe(genuine)
      proxy.fault = null
      await followsServer(page)
    }, `?key=${publicKey}`)
  })

  it('accepts nothing that another key signed', async () => {
    await withPage(async (page) => {
      const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
      await page.goto(`${site.origin}?key=${x}`)
      const genuine = file.count
      file.countUp()
      await says(page, /"publicKeys"/)
      expect(await page.evaluate(() => window.counting.get('counter', 0))).toBe(genuine)
    })
  })
})
