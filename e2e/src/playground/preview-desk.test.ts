import type { ServerResponse } from 'node:http'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DeskCell } from '../../pages/preview-desk/preview-desk.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { whenShown } from '../support/flag-page.ts'
import { type LocalServer, listenLocally } from '../support/local-server.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { serveFolder } from '../support/static-site.ts'

const FRAMEWORKS = ['react', 'vue', 'preact'] as const

let launched: LaunchedBrowser
let desk: LocalServer
let plain: PageServer
/** The address of each framework's page: of another origin than the desk's. */
const pages = new Map<string, string>()
const sites: LocalServer[] = []
let page: Page

beforeAll(async () => {
  launched = await launchBrowser()
  desk = await serveFolder(await buildPage('preview-desk', 'http://127.0.0.1:1'))
  plain = await startPageServer()
  for (const framework of FRAMEWORKS) {
    const site = await serveFolder(
      await buildPage(`previewed-${framework}`, 'http://127.0.0.1:1', [desk.origin]),
    )
    sites.push(site)
    pages.set(framework, `${site.origin.replace('127.0.0.1', 'localhost')}/`)
  }
  page = await launched.browser.newPage()
  // All frames are in view: no others are drawn.
  await page.setViewport({ width: 1000, height: 2000 })
})

afterEach(() => page.evaluate(() => window.desk.close()))

afterAll(async () => {
  await launched?.close()
  for (const server of [desk, plain, ...sites]) await server?.close()
})

const urlOf = (framework: string): string => pages.get(framework) ?? ''

/** Opens a sheet, and waits until all of its cells have been told apart. */
async function open(cells: readonly DeskCell[]): Promise<Frame[]> {
  await page.goto(desk.origin)
  await page.evaluate((cells) => window.desk.open(cells), cells)
  await page.waitForFunction(
    () => window.desk.states().every(({ status }) => status === 'open' || status === 'failed'),
    { polling: 50, timeout: 40_000 },
  )
  const frames = await Promise.all((await page.$$('iframe')).map((element) => element.contentFrame()))
  return frames.filter((frame) => frame !== null)
}

/** Where the middle of an element in a frame is on the page. Not by the frame's handles: they wait for what is drawn. */
async function middleOf(frame: Frame, selector: string): Promise<{ x: number; y: number }> {
  const inFrame = await frame.evaluate((selector) => {
    const { x, y, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
    return { x: x + width / 2, y: y + height / 2 }
  }, selector)
  const box = await (await frame.frameElement())?.boundingBox()
  return { x: inFrame.x + (box?.x ?? 0) + FRAME_BORDER, y: inFrame.y + (box?.y ?? 0) + FRAME_BORDER }
}

/** CSS pixels. */
const FRAME_BORDER = 2

async function click(frame: Frame, selector: string): Promise<void> {
  const { x, y } = await middleOf(frame, selector)
  await page.mouse.click(x, y)
}

const shown = (frame: Frame, selector: string): Promise<string | null | undefined> =>
  frame.evaluate((selector) => document.querySelector(selector)?.textContent, selector)

describe.each(FRAMEWORKS)('a page of %s, of another origin', (framework) => {
  it('has its assignment in force before its bundle is evaluated', async () => {
    const pageUrl = urlOf(framework)
    const frames = await open([
      { pageUrl },
      { pageUrl, values: { layout: 'grid' } },
      { pageUrl, values: { hero: 'Bold' }, context: { plan: 'crew' } },
    ])
    const look = () =>
      Promise.all(
        frames.map(async (frame) => [
          await frame.evaluate(() => document.querySelector('main')?.className),
          await shown(frame, 'h1'),
          await shown(frame, 'p'),
        ]),
      )
    const expected = [
      ['list', 'Classic', 'Hello'],
      ['grid', 'Classic', 'Hello'],
      ['list', 'Bold', 'Ahoy'],
    ]
    await Promise.all(frames.map((frame, index) => whenShown(frame, 'h1', expected[index]?.[1] ?? '')))
    expect(await look()).toEqual(expected)
    const overridden = await page.evaluate(() =>
      window.desk.states().map(
        (state) =>
          state.status === 'open' &&
          state.model.clients
            .flatMap(({ flags }) => flags)
            .filter(({ reason }) => reason === 'OVERRIDE')
            .map(({ flagKey }) => flagKey),
      ),
    )
    expect(overridden).toEqual([[], ['layout'], ['hero']])

    await frames[2]?.evaluate(() => location.reload())
    await frames[2]?.waitForNavigation()
    await whenShown(frames[2] as Frame, 'p', 'Ahoy')
  })

  it('has the same fingerprint where it shows the same, and another one where it does not', async () => {
    const pageUrl = urlOf(framework)
    await open([{ pageUrl }, { pageUrl, values: { tracing: true } }, { pageUrl, values: { hero: 'Bold' } }])
    const captures = await page.evaluate(() => Promise.all([0, 1, 2].map(window.desk.capture)))
    const [served, traced, bold] = captures
    expect(captures.map((capture) => capture?.isSettled)).toEqual([true, true, true])
    expect(served?.fingerprint).toBe(traced?.fingerprint)
    expect(served?.fingerprint).not.toBe(bold?.fingerprint)
    expect(served?.title).toMatch(/Previewed/)
    expect(served?.height).toBeGreaterThan(2000)
  })
})

it('has happen in all cells what a person does in one, whichever framework they are of', async () => {
  // Of another origin and the same site: puppeteer loses the contexts of frames where many get a process each at once.
  const cells = FRAMEWORKS.flatMap((framework) => {
    const pageUrl = urlOf(framework).replace('localhost', '127.0.0.1')
    return [{ pageUrl }, { pageUrl, values: { hero: 'Bold', layout: 'grid' } }]
  })
  const frames = await open(cells)
  await page.evaluate(() => window.desk.mirror(true))
  await page.evaluate(() => Promise.all(window.desk.states().map((_, index) => window.desk.capture(index))))
  const [first] = frames as [Frame]
  await click(first, 'input[id]')
  await page.keyboard.type('Ada')
  await click(first, 'input[type=checkbox]')
  await click(first, 'button:last-of-type')
  await Promise.all(frames.map((frame) => whenShown(frame, 'output', 'Ada true 1')))
  // Each page has put the focus into its field, and it stays where the person is.
  expect(await first.evaluate(() => document.hasFocus())).toBe(true)
  await page.keyboard.type('!')
  await Promise.all(frames.map((frame) => whenShown(frame, 'output', 'Ada! true 1')))

  // Another cell leads, and nothing comes back.
  const last = frames.at(-1) as Frame
  await click(last, 'button:last-of-type')
  await Promise.all(frames.map((frame) => whenShown(frame, 'output', 'Ada! true 2')))

  await page.evaluate(() => window.desk.mirror(false))
  const told = await page.evaluate(() => window.desk.told.length)
  await click(last, 'button:last-of-type')
  await whenShown(last, 'output', 'Ada! true 3')
  // Whatever it had told would have come before the answer to this.
  await page.evaluate(() => Promise.all(window.desk.states().map((_, index) => window.desk.capture(index))))
  expect(await shown(first, 'output')).toBe('Ada! true 2')
  expect(await page.evaluate(() => window.desk.told.length)).toBe(told)

  await page.evaluate(() => window.desk.mirror(true))
  const { x, y } = await middleOf(last, 'output')
  await page.mouse.move(x, y)
  await page.mouse.wheel({ deltaY: 500 })
  const scrolledTo = (frame: Frame) =>
    frame.evaluate(() => {
      const { scrollTop, scrollHeight, clientHeight } = document.documentElement
      return Math.round((scrollTop / (scrollHeight - clientHeight)) * 100)
    })
  await last.waitForFunction(() => document.documentElement.scrollTop >= 500, { polling: 50 })
  const end = await scrolledTo(last)
  await expect.poll(() => Promise.all(frames.map(scrolledTo))).toEqual(frames.map(() => end))
})

it('tells once that a page shows something else than it was captured with', async () => {
  const [frame] = (await open([{ pageUrl: urlOf('react') }])) as [Frame]
  const capture = () => page.evaluate(async () => (await window.desk.capture(0))?.fingerprint)
  const before = await capture()
  await click(frame, 'button:last-of-type')
  await click(frame, 'button:last-of-type')
  await page.waitForFunction(() => window.desk.changed.length > 0, { polling: 50 })
  expect(await capture()).not.toBe(before)
  expect(await page.evaluate(() => window.desk.changed)).toEqual([0])
})

it('says of a page whose image does not come that it is not at rest', async () => {
  const held: ServerResponse[] = []
  await using images = await listenLocally((_, response) => void held.push(response))
  const [frame] = (await open([{ pageUrl: urlOf('preact') }])) as [Frame]
  await frame.evaluate((src) => document.body.append(Object.assign(new Image(), { src })), images.origin)
  const isSettled = () => page.evaluate(async () => (await window.desk.capture(0))?.isSettled)
  expect(await isSettled()).toBe(false)
  for (const response of held) response.writeHead(404).end()
  expect(await isSettled()).toBe(true)
})

it('looks at a page under a strict policy', async () => {
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors ${desk.origin}`
  await using site = await serveFolder(
    await buildPage('previewed-react', 'http://127.0.0.1:1', [desk.origin]),
    {
      'content-security-policy': policy,
    },
  )
  const pageUrl = `${site.origin}/`
  const [frame] = (await open([
    { pageUrl, values: { layout: 'grid' }, appearance: { direction: 'rtl' } },
  ])) as [Frame]
  await page.evaluate(() => window.desk.mirror(true))
  expect(await page.evaluate(async () => (await window.desk.capture(0))?.isSettled)).toBe(true)
  const look = () =>
    frame.evaluate(() => [document.querySelector('main')?.className, document.documentElement.dir])
  await expect.poll(look).toEqual(['grid', 'rtl'])
})

it('looks as it was assigned', async () => {
  const pageUrl = urlOf('vue')
  const [, turned] = (await open([
    { pageUrl },
    { pageUrl, appearance: { direction: 'rtl', reducedMotion: true } },
  ])) as [Frame, Frame]
  await turned.waitForFunction(
    () => document.documentElement.dir === 'rtl' && matchMedia('(prefers-reduced-motion: reduce)').matches,
    { polling: 50 },
  )
})

describe('a page that has not let the playground in', () => {
  const secret = { values: { hero: 'secret' }, context: { plan: 'secret' } }
  const failures = () =>
    page.evaluate(() =>
      window.desk.states().map((state) => (state.status === 'failed' ? state.failure : state.status)),
    )

  it.each([
    ['silent', 'has no client', '<p>Nothing here</p>', {}],
    ['silent', 'refuses to be framed', '<p>Nothing here</p>', { 'x-frame-options': 'DENY' }],
  ])('is %s where it %s, and learns nothing of what was assigned', async (failure, _, body, headers) => {
    plain.serve('/', { body, headers })
    const pageUrl = `${plain.origin.replace('127.0.0.1', 'localhost')}/`
    await open([
      { pageUrl, ...secret },
      { pageUrl, ...secret },
    ])
    expect(await failures()).toEqual([failure, failure])
    expect(await page.evaluate(() => window.desk.names)).toEqual(['halyard:overrides:'])
  })

  it('says that it does not allow it, and learns and tells nothing else', async () => {
    const folder = await buildPage('previewed-preact', 'http://127.0.0.1:1', ['https://elsewhere.example'])
    await using site = await serveFolder(folder)
    await open([{ pageUrl: `${site.origin}/`, ...secret }])
    expect(await failures()).toEqual(['not-allowed'])
    expect(await page.evaluate(() => window.desk.names)).toEqual(['halyard:overrides:'])
    const answers = await page.evaluate(async () => {
      const heard: unknown[] = []
      for (const halyard of ['preview', 'devtools']) {
        const { port1, port2 } = new MessageChannel()
        const answered = new Promise((resolve) => {
          port1.onmessage = ({ data }) => resolve(heard.push(data))
        })
        port1.postMessage({ halyard, type: 'capture', requestId: 1 })
        const connect = { halyard, type: 'connect', versions: [1] }
        document.querySelector('iframe')?.contentWindow?.postMessage(connect, '*', [port2])
        await answered
      }
      return heard
    })
    expect(answers).toEqual(Array(2).fill({ halyard: 'devtools', type: 'not-allowed' }))
  })

  it('is unreachable where nobody answers', async () => {
    await open([{ pageUrl: 'http://127.0.0.1:1/', ...secret }])
    expect(await failures()).toEqual(['unreachable'])
  })

  it('does not learn what was assigned to a page that it is reached from', async () => {
    plain.serve('/elsewhere', {
      body: '<p id="name"></p><script>document.all.name.textContent = JSON.stringify(name)</script>',
    })
    const [frame] = (await open([{ pageUrl: urlOf('react'), ...secret }])) as [Frame]
    await page.evaluate(() => window.desk.capture(0))
    await frame.evaluate((address) => {
      location.href = address
    }, `${plain.origin}/elsewhere`)
    await frame.waitForNavigation()
    await whenShown(frame, '#name', '""')
  })
})
