import getPort from 'get-port'
import type { Frame, Page } from 'puppeteer-core'
import type { SheetState } from '../../../playground/src/playground/model/sheet-state.ts'
import { startFlagService } from '../../../scripts/start/flag-service.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { serveFolder } from '../support/static-site.ts'
import { sheetUrl } from './sheet-url.ts'

/** The playground and the demo shop, built for production, and the flag service that the shop asks. */
export interface PlaygroundSite extends AsyncDisposable {
  readonly file: FlagFile
  readonly shopUrl: string
  readonly playgroundUrl: string
  /** The address of the playground that shows the shop so. */
  addressOf(change: Partial<SheetState>): string
}

/** Builds and starts everything; `hero` is `classic` for everybody, and all else as the demo has it. */
export async function startPlaygroundSite(): Promise<PlaygroundSite> {
  const file = createFlagFile()
  file.edit('hero', { targeting: {} })
  const service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  const playground = await serveFolder(await buildPage('playground', service.url))
  const shop = await serveFolder(await buildPage('shop', service.url, [playground.origin]))
  const shopUrl = `${shop.origin}/`
  return {
    file,
    shopUrl,
    playgroundUrl: `${playground.origin}/`,
    addressOf: (change) => sheetUrl(playground.origin, { pageUrl: shopUrl, isFolding: true, ...change }),
    async [Symbol.asyncDispose]() {
      await playground[Symbol.asyncDispose]()
      await shop[Symbol.asyncDispose]()
      await service.stop()
      file[Symbol.dispose]()
    },
  }
}

/** Waits until every cell of the sheet that is wanted has loaded and stands still. */
export async function whenSettled(page: Page): Promise<void> {
  await page.waitForSelector('[data-sheet-state="settled"]', { timeout: 55_000 })
}

/** A cell as it stands on the sheet. */
export interface DrawnCell {
  readonly id: string
  readonly label: string
  readonly state: string
  /** What its line says, with the count of those that look the same. */
  readonly line: string
  /** The document in its frame; `undefined` where it has none. */
  readonly frame: Frame | undefined
}

/** The cells that have a place on the sheet, in the order of the document. */
export async function drawnCells(page: Page): Promise<readonly DrawnCell[]> {
  const elements = await page.$$('[data-cell-id]:not([data-standing="behind"])')
  return Promise.all(
    elements.map(async (element) => {
      const told = await element.evaluate((cell) => ({
        id: cell.getAttribute('data-cell-id') ?? '',
        label: cell.getAttribute('data-cell-label') ?? '',
        state: cell.getAttribute('data-cell-state') ?? '',
        line: [...cell.querySelectorAll('.cell-part, .cell-same')]
          .map(({ textContent }) => textContent)
          .join(' '),
      }))
      const iframe = await element.$('iframe')
      return { ...told, frame: (await iframe?.contentFrame()) ?? undefined }
    }),
  )
}

/** What the client of the page in a frame says of itself. */
export interface AskedClient {
  readonly context: { readonly [attribute: string]: unknown }
  readonly flags: { readonly [flagKey: string]: { readonly value: unknown; readonly reason: string } }
}

interface Report {
  readonly type: string
  readonly clients: readonly {
    readonly context: AskedClient['context']
    readonly flags: readonly { readonly flagKey: string; readonly value: unknown; readonly reason: string }[]
  }[]
}

/** Asks the client from inside its page: nothing of the playground is believed. */
export function askClient(frame: Frame): Promise<AskedClient> {
  return frame.evaluate(
    () =>
      new Promise<AskedClient>((resolve, reject) => {
        const registry = (globalThis as Record<symbol, unknown>)[Symbol.for('halyard.devtools')] as {
          connect(post: (report: Report) => void): { receive(message: unknown): void; close(): void }
        }
        const connection = registry.connect((report) => {
          if (report.type !== 'snapshot') return
          const [client] = report.clients
          if (!client) {
            reject(new Error('the page has no client'))
            return
          }
          const flags = client.flags.map(({ flagKey, value, reason }) => [flagKey, { value, reason }])
          resolve({ context: client.context, flags: Object.fromEntries(flags) })
          setTimeout(() => connection.close())
        })
        connection.receive({ halyard: 'devtools', type: 'hello', versions: [1] })
      }),
  )
}
