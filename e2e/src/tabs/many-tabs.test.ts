import type { Page } from 'puppeteer-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type BriskServer, startBriskServer } from '../support/brisk-server.ts'
import { buildPage } from '../support/build-page.ts'
import { type CounterFile, createCounterFile } from '../support/counter-file.ts'
import { expectStreams } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { tabIdOf, tabIdOfLeader } from './tab-id.ts'

const TABS = 20
const CHANGES = 200

// What is waited for always comes; a busy machine may take long.
const PATIENTLY = { timeout: 20_000 }

let file: CounterFile
let server: BriskServer
let site: LocalServer
let launched: LaunchedBrowser
let errors: string[]

beforeEach(async () => {
  errors = []
  file = createCounterFile()
  server = await startBriskServer(file)
  site = await serveFolder(await buildPage('faults', server.url))
  launched = await launchBrowser()
})

afterEach(async () => {
  await launched?.close()
  await site?.close()
  await server?.kill()
  file?.[Symbol.dispose]()
})

async function openTab(): Promise<Page> {
  const page = await launched.browser.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(site.origin)
  await sees(page, file.count)
  return page
}

async function sees(page: Page, count: number): Promise<void> {
  // Not with every frame: a tab that is not in front draws none.
  const polling = { polling: 50 }
  await page.waitForFunction((count) => window.counting.get('counter', 0) === count, polling, count)
}

/** Has the server serve one change more. */
async function change(): Promise<void> {
  const changed = server.changed()
  file.countUp()
  await changed
}

async function endsOnLastRevision(page: Page): Promise<void> {
  await sees(page, file.count)
  const live = { status: 'live', revision: await server.revision() }
  await expect.poll(() => page.evaluate(() => window.counting.state), PATIENTLY).toEqual(live)
  const seen = await page.evaluate(() => window.counts)
  expect(seen, 'no value went backwards').toEqual(seen.toSorted((a, b) => a - b))
}

/** The ways in which a tab goes that leads. */
const ENDS: readonly { readonly title: string; end(page: Page): Promise<unknown> }[] = [
  { title: 'closed', end: (page) => page.close() },
  {
    title: 'crashed',
    end: (page) => crash(page, async () => (await page.createCDPSession()).send('Page.crash')),
  },
  { title: 'gone to another page', end: (page) => page.goto('about:blank') },
  { title: 'crashed by address', end: (page) => crash(page, () => page.goto('chrome://crash')) },
  { title: 'closed again', end: (page) => page.close() },
]

/** Kills a tab's process; what it was asked for is never answered. */
async function crash(page: Page, how: () => Promise<unknown>): Promise<void> {
  const crashed = new Promise((resolve) => page.once('error', resolve))
  how().catch(() => undefined)
  await crashed
}

it(`keeps ${TABS} tabs on one stream while ${CHANGES} changes are made and the leader is killed ten times`, async () => {
  const tabs = new Map<string, Page>()
  for (let count = 0; count < TABS; count += 1) {
    const page = await openTab()
    const id = await tabIdOf(page)
    page.on('error', () => tabs.delete(id))
    tabs.set(id, page)
  }
  await expectStreams(server.url, 1)

  const killed: string[] = []
  async function killLeader(): Promise<void> {
    let id = ''
    await expect
      .poll(async () => {
        const [witness] = tabs.values()
        id = witness ? await tabIdOfLeader(witness) : ''
        return tabs.has(id)
      }, PATIENTLY)
      .toBe(true)
    const leader = tabs.get(id)
    const way = ENDS[killed.length % ENDS.length]
    tabs.delete(id)
    killed.push(way?.title ?? '')
    if (leader) await way?.end(leader)
  }
  let killing = Promise.resolve()
  for (let count = 1; count <= CHANGES; count += 1) {
    // The changes go on meanwhile.
    if (count % (CHANGES / 10) === 5) killing = killing.then(killLeader)
    await change()
  }
  await killing
  console.log(`the leading tab was ${killed.join(', ')}; ${tabs.size} tabs are left`)

  expect(killed).toHaveLength(10)
  expect(file.count).toBe(CHANGES + 1)
  for (const page of tabs.values()) await endsOnLastRevision(page)
  await expectStreams(server.url, 1)
  expect(errors).toEqual([])
})

it('hands the lead over when its page goes into the back/forward cache, and catches up when it comes back', async () => {
  const leader = await openTab()
  const follower = await openTab()
  const [leaderId, followerId] = [await tabIdOf(leader), await tabIdOf(follower)]
  expect(await tabIdOfLeader(follower)).toBe(leaderId)
  await leader.bringToFront()
  await leader.goto(`${site.origin}/?elsewhere`)
  expect(await tabIdOf(leader), 'this is another page').not.toBe(leaderId)
  await expect.poll(() => tabIdOfLeader(follower), PATIENTLY).toBe(followerId)
  await change()
  await endsOnLastRevision(follower)
  await leader.goBack()
  expect(await tabIdOf(leader), 'the page came out of the cache').toBe(leaderId)
  await change()
  for (const page of [leader, follower]) await endsOnLastRevision(page)
  await expectStreams(server.url, 1)
  expect(errors).toEqual([])
})

it('hands the lead over when its page is frozen, and catches up when it is seen again', async () => {
  const leader = await openTab()
  const follower = await openTab()
  const [leaderId, followerId] = [await tabIdOf(leader), await tabIdOf(follower)]
  expect(await tabIdOfLeader(follower)).toBe(leaderId)
  const session = await leader.createCDPSession()
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await expect.poll(() => tabIdOfLeader(follower), PATIENTLY).toBe(followerId)
  await change()
  await endsOnLastRevision(follower)
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await leader.bringToFront()
  for (const page of [leader, follower]) await endsOnLastRevision(page)
  await expectStreams(server.url, 1)
  expect(errors).toEqual([])
})

it('takes the lead from a page whose code does not run, when somebody comes back to another one', async () => {
  const leader = await openTab()
  const follower = await openTab()
  const [leaderId, followerId] = [await tabIdOf(leader), await tabIdOf(follower)]
  expect(await tabIdOfLeader(follower)).toBe(leaderId)
  await leader.bringToFront()
  const session = await leader.createCDPSession()
  await session.send('Debugger.enable')
  const paused = new Promise((resolve) => session.once('Debugger.paused', resolve))
  await session.send('Debugger.pause')
  // The next event of the stream is the next code that runs.
  await change()
  await paused
  await follower.bringToFront()
  await expect.poll(() => tabIdOfLeader(follower), PATIENTLY).toBe(followerId)
  await endsOnLastRevision(follower)
  await session.send('Debugger.disable')
  await change()
  for (const page of [leader, follower]) await endsOnLastRevision(page)
  await expectStreams(server.url, 1)
  expect(errors).toEqual([])
})
