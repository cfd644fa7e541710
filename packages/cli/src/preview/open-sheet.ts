import type { Browser, ElementHandle, Page } from 'puppeteer-core'
import { BROWSER_ARGUMENTS, findBrowser } from '../browser/find-browser.ts'
import { type CaptureMode, captureLink } from './capture-link.ts'
import type { CellLabel } from './picture-names.ts'

/** What {@link openSheet} has to know. */
export interface OpenSheetOptions {
  readonly mode: CaptureMode
  /** How long anything may take that is waited for, in milliseconds. */
  readonly patienceMs: number
  /** Ends the browser, and with it all that is waited for. */
  readonly signal: AbortSignal
}

/** A sheet of the playground, laid out in a browser without a window. `await using` closes the browser. */
export interface OpenedSheet extends AsyncDisposable {
  /** The cells, in the order in which they stand on the sheet. */
  readonly cells: readonly CellLabel[]
  /**
   * Takes a picture of one cell at its true size, once its page is at rest.
   *
   * @returns a PNG file's bytes.
   * @throws Error when the page cannot be shown; it says what the cell says.
   */
  pictureOf(cell: CellLabel): Promise<Uint8Array>
  /** Takes a picture of all cells with their labels, once all are at rest. */
  pictureOfSheet(): Promise<Uint8Array>
}

/** How wide a sheet is laid out for its picture, in CSS pixels: as a large screen shows it. */
const SHEET_WIDTH = 1920

/** In CSS pixels. */
const SHEET_HEIGHT = 1080

/** What a sheet has around a cell, in CSS pixels. */
const MARGIN = 120

/** What Chromium takes a picture of at most, in pixels. */
const LONGEST_PICTURE = 16_384

/**
 * Opens a link to the playground in the browser of this machine, and lays its cells out for pictures. Animations are off,
 * as far as pages ask for reduced motion, so that pictures can be compared.
 *
 * @throws BrowserNotFoundError when there is no browser.
 * @throws Error when no playground answers there, or when its page does not tell its cells in time.
 * @example
 * await using sheet = await openSheet(link, { mode: 'cells', patienceMs: 30_000, signal })
 * for (const cell of sheet.cells) await writeFile(`${cell.id}.png`, await sheet.pictureOf(cell))
 */
export async function openSheet(link: string, options: OpenSheetOptions): Promise<OpenedSheet> {
  const address = captureLink(link, options.mode)
  const browser = await launch(options.signal)
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(options.patienceMs)
    await page.setViewport({ width: SHEET_WIDTH, height: SHEET_HEIGHT })
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
    await goTo(page, address, link)
    const cells = await readCells(page, link)
    await page.setViewport(await viewportFor(page))
    return {
      cells,
      pictureOf: (cell) => pictureOf(page, cell),
      pictureOfSheet: () => pictureOfSheet(page),
      [Symbol.asyncDispose]: () => browser.close(),
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}

async function launch(signal: AbortSignal): Promise<Browser> {
  const executablePath = findBrowser()
  // not before: it is large, and no other command needs it
  const { default: puppeteer } = await import('puppeteer-core')
  // only root needs to do without it
  const args = BROWSER_ARGUMENTS.filter((argument) => argument !== '--no-sandbox' || process.getuid?.() === 0)
  return puppeteer.launch({ executablePath, args, headless: true, signal, handleSIGINT: false })
}

async function goTo(page: Page, address: string, link: string): Promise<void> {
  try {
    await page.goto(address)
  } catch (error) {
    throw new Error(
      `Nothing answers at ${link} (${(error as Error).message}): start the playground, or correct the link.`,
    )
  }
}

async function readCells(page: Page, link: string): Promise<readonly CellLabel[]> {
  try {
    await page.waitForSelector('[data-sheet-state="settled"]')
  } catch {
    throw new Error(
      `${link} shows no sheet of the playground: copy the link from the playground's address bar. A page that says nothing about its flags has none either.`,
    )
  }
  const cells = await page.$$('[data-cell-id]')
  return Promise.all(
    cells.map(async (cell) => ({
      id: await attribute(cell, 'data-cell-id'),
      label: await attribute(cell, 'data-cell-label'),
    })),
  )
}

async function pictureOf(page: Page, { id }: CellLabel): Promise<Uint8Array> {
  const selector = `[data-cell-id="${id}"]`
  await (await find(page, selector)).scrollIntoView()
  const settled = await page.waitForSelector(
    // A cell that was out of sight is as it was, and has no frame.
    `${selector}[data-cell-state="settled"]:has(iframe), ${selector}[data-cell-state="failed"]`,
  )
  if (settled && (await attribute(settled, 'data-cell-state')) === 'failed') {
    const problem = await find(page, `${selector} [data-cell-problem]`)
    throw new Error(await attribute(problem, 'data-cell-problem'))
  }
  const frame = await find(page, `${selector} iframe`)
  await hasPainted(frame)
  return stillPicture(() => frame.screenshot(IN_SIGHT))
}

/** A cell that is larger than the window would be cut off. */
async function viewportFor(page: Page): Promise<{ readonly width: number; readonly height: number }> {
  const cells = await page.$$('[data-cell-size]')
  const sizes = await Promise.all(cells.map((cell) => attribute(cell, 'data-cell-size')))
  const sides = sizes.map((size) => size.split('x').map(Number) as [number, number])
  return {
    width: Math.max(SHEET_WIDTH, ...sides.map(([width]) => width + MARGIN)),
    height: Math.max(SHEET_HEIGHT, ...sides.map(([, height]) => height + MARGIN)),
  }
}

const EVERY_CELL_IS_DRAWN = `document.querySelector('[data-sheet-state="settled"]') !== null &&
  [...document.querySelectorAll('[data-standing="placed"]')].every(
    (cell) => cell.querySelector('iframe') !== null || cell.dataset.cellState === 'failed',
  )`

/** Cells are drawn when they come into view; so the view is made as large as the sheet. */
async function pictureOfSheet(page: Page): Promise<Uint8Array> {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
  if (height > LONGEST_PICTURE) {
    throw new Error(
      `The sheet is ${height} pixels long, and a picture has at most ${LONGEST_PICTURE}: choose fewer cells or a smaller zoom, or name a folder with --out for a picture of each cell.`,
    )
  }
  await page.setViewport({ width: SHEET_WIDTH, height })
  await page.waitForFunction(EVERY_CELL_IS_DRAWN)
  for (const frame of await page.$$('[data-standing="placed"] iframe')) await hasPainted(frame)
  return stillPicture(() => page.screenshot(IN_SIGHT))
}

/** A document at rest need not have been painted yet. */
async function hasPainted(frame: ElementHandle): Promise<void> {
  const content = await frame.contentFrame()
  await content?.evaluate(TWO_FRAMES)
}

const TWO_FRAMES =
  'new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(null))))'

/** Beyond the window, Chromium makes the window larger for the picture, and other cells come into sight and go. */
const IN_SIGHT = { type: 'png', captureBeyondViewport: false } as const

/** How often a picture is taken of a page that does not stand still. */
const MOST_PICTURES = 10

/** Takes pictures until two in a row are the same; of a page that never stands still, the last one. */
async function stillPicture(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
  let last = await take()
  for (let pictures = 1; pictures < MOST_PICTURES; pictures += 1) {
    const next = await take()
    if (Buffer.compare(last, next) === 0) return next
    last = next
  }
  return last
}

async function find(page: Page, selector: string): Promise<ElementHandle> {
  const element = await page.$(selector)
  if (!element) throw new Error('The sheet changed while its pictures were taken: take them again.')
  return element
}

function attribute(element: ElementHandle, name: string): Promise<string> {
  return element.evaluate((node, key) => node.getAttribute(key) ?? '', name)
}
