import getPort from 'get-port'
import type { Frame } from 'puppeteer-core'
import { afterAll, beforeAll, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'
import { sheetUrl } from './sheet-url.ts'
import { type RunningPlayground, startPlayground } from './start-playground.ts'
import { whenCells } from './when-cells.ts'

const CLASSIC = 'Kites for ordinary wind'
const BOLD = 'Go flysomething.'
const SEASONAL = 'The autumn wind is here'

let file: FlagFile
let service: FlagService
let playground: RunningPlayground

beforeAll(async () => {
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  playground = await startPlayground(service.url)
})

afterAll(async () => {
  await playground?.stop()
  await service?.stop()
  file?.[Symbol.dispose]()
})

it('shows every variation of a flag in a frame of its own, and served changes in all of them', async () => {
  const page = await playground.newPage()
  await page.goto(sheetUrl(playground.url, { flags: [{ flagKey: 'hero' }] }))
  const cells = await whenCells(page, 4)
  await Promise.all(
    [CLASSIC, CLASSIC, BOLD, SEASONAL].map((heading, index) =>
      whenShown(cells[index] as Frame, 'h1', heading),
    ),
  )

  file.edit('announcement', announcement('Everywhere at once'))
  await Promise.all(cells.map((cell) => whenShown(cell, '.announcement-bar', 'Everywhere at once')))

  file.edit('hero', { defaultVariant: 'seasonal' })
  await whenShown(cells[0] as Frame, 'h1', SEASONAL)
  await whenShown(cells[2] as Frame, 'h1', BOLD)
  await page.close()
})

it('says what to do about a page that does not allow the playground', async () => {
  await using closed = await serveFolder(await buildPage('shop', service.url, ['https://elsewhere.example']))
  const page = await playground.newPage()
  await page.goto(`${playground.url}?flag=hero&page=${encodeURIComponent(`${closed.origin}/`)}`)
  await page.waitForFunction(
    (origin) => {
      const text = document.body.textContent ?? ''
      return text.includes('allowOrigins') && text.includes(origin)
    },
    { timeout: 30_000 },
    playground.origin,
  )
  await page.close()
})
