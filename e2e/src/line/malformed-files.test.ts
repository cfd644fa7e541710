import { readFileSync } from 'node:fs'
import type { JsonObject } from '@halyard/schema'
import getPort from 'get-port'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FlagService, type ServiceLine, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { expectStreams, watchForErrors, whenAnnounced } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { malformedFlagFiles } from './malformed-flag-files.ts'

const FILES = 200

let service: FlagService
let file: FlagFile
let shop: LocalServer
let launched: LaunchedBrowser
const said = createInbox()

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  shop = await serveFolder(await buildPage('shop', `http://127.0.0.1:${port}`))
  launched = await launchBrowser()
  service = await startFlagService(file.path, port, said.put)
})

afterAll(async () => {
  await launched?.close()
  await service?.stop()
  await shop?.close()
  file?.[Symbol.dispose]()
})

it(`survives ${FILES} malformed flag files, each with a message, and the page goes on`, {
  timeout: 180_000,
}, async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  console.log(`malformed flag files: seed ${seed}`)
  const page = await launched.browser.newPage()
  const errors = watchForErrors(page)
  await page.goto(shop.origin)
  file.edit('announcement', announcement('before'))
  await whenAnnounced(page, 'before')

  const good = readFileSync(file.path, 'utf8')
  for (const { fault, text } of malformedFlagFiles(JSON.parse(good) as JsonObject, FILES, seed)) {
    said.clear()
    file.write(text)
    const { message } = await said.next('problem', fault)
    expect(message, fault).toMatch(/:\d+:\d+|flags\.json/)
    file.write(good)
    await said.next('mended', `the good file after: ${fault}`)
  }

  file.edit('announcement', announcement('after'))
  await whenAnnounced(page, 'after')
  await expectStreams(service.url, 1)
  expect(errors).toEqual([])
})

/** Keeps what the service says until the test asks for it. */
function createInbox() {
  let lines: ServiceLine[] = []
  let wake: () => void = () => undefined
  return {
    put(line: ServiceLine) {
      lines.push(line)
      wake()
    },
    clear() {
      lines = []
    },
    /** Waits for the next line of this kind; `cause` names what should bring it, should it not come. */
    async next(event: ServiceLine['event'], cause: string): Promise<ServiceLine> {
      const limit = AbortSignal.timeout(10_000)
      for (;;) {
        const index = lines.findIndex((line) => line.event === event)
        if (index >= 0) return lines.splice(0, index + 1).at(-1) as ServiceLine
        if (limit.aborted) throw new Error(`the service did not say "${event}" within 10 s; ${cause}`)
        await new Promise<void>((resolve) => {
          wake = resolve
          limit.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
  }
}
