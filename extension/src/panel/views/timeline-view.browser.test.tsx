import type { ActivityEntry } from '@halyard/devtools'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage, type PanelStorage } from '../storage/panel-storage.ts'
import { accessibilityProblems } from '../testing/accessibility-problems.ts'
import { createActiveClient, timeOfDay } from '../testing/active-client.ts'
import { PANEL_LOOKS, takeLook } from '../testing/panel-looks.ts'
import { type PanelStage, stagePanel } from '../testing/panel-stage.ts'
import { sampleFlag } from '../testing/sample-flags.ts'

const HERO = sampleFlag('hero', { value: 'classic', variant: 'control', type: 'string' })
const FLAGS = [
  HERO,
  sampleFlag('new-checkout', { variant: 'on', variants: { on: true, off: false }, reason: 'SPLIT' }),
  sampleFlag('fee', { value: 4.5, type: 'number' }),
  sampleFlag('unread', { observed: false }),
]
const CONTROL = { value: 'classic', variant: 'control', reason: 'TARGETING_MATCH' }
const BOLD = { value: 'full-bleed', variant: 'bold', reason: 'TARGETING_MATCH' }
const ENTRIES: readonly ActivityEntry[] = [
  { kind: 'read', atMs: timeOfDay(10, 1, 1), flagKey: 'hero', outcome: BOLD },
  {
    kind: 'change',
    atMs: timeOfDay(10, 2),
    flagKey: 'hero',
    cause: 'storage',
    before: BOLD,
    after: CONTROL,
  },
  { kind: 'state', atMs: timeOfDay(10, 3), state: 'reconnecting', revision: 'l.7', error: 'HTTP 503' },
  { kind: 'exposure', atMs: timeOfDay(10, 4), flagKey: 'hero', outcome: CONTROL, uncounted: 'no-recorder' },
  { kind: 'tracking', atMs: timeOfDay(10, 4, 30), name: 'order', details: '{"value":49.9}' },
]

let stage: PanelStage

afterEach(async () => {
  stage.leave()
  await page.viewport(900, 600)
})

function open(flags = FLAGS, entries = ENTRIES, storage?: PanelStorage) {
  const client = createActiveClient(flags, entries)
  stage = stagePanel([client], storage)
  return client
}

const openTimeline = () => page.getByRole('tab', { name: 'Timeline' }).click()
const rows = () => page.getByRole('row')
const row = (text: string | RegExp) => rows().filter({ hasText: text }).first()
const detail = () => page.getByRole('heading', { level: 1 })
const button = (name: string | RegExp) => page.getByRole('button', { name })
const texts = () => [...stage.element.querySelectorAll('.row-flag')].map(({ textContent }) => textContent)

describe('the timeline', () => {
  it('has what the page kept and what happens, in the order of time', async () => {
    const client = open()
    await openTimeline()
    await expect.element(row('10:04:30.000')).toBeVisible()
    client.serve({ ...HERO, value: 'full-bleed', variant: 'bold' })
    await expect.element(row('from the flag source')).toBeVisible()
    expect(texts()).toEqual([
      '10:00:00.000loadedshop.example/basketBasket',
      '10:01:01.000first readhero"full-bleed" bold',
      '10:02:00.000changedhero"full-bleed" bold"classic" control from this browser’s storage',
      '10:03:00.000connectionlost, reconnecting · HTTP 503 · revision l.7',
      '10:04:00.000exposedhero"classic" control not counted: the client has no recorder',
      '10:04:30.000trackedorder{"value":49.9}',
      expect.stringMatching(/changedhero"classic" control"full-bleed" bold from the flag source$/),
    ])
  })

  it('tells times from the last navigation on', async () => {
    open()
    await openTimeline()
    await button('From navigation').click()
    await expect.element(row('tracked')).toMatchTextContent(/^\+4 min 30 s/)
  })

  it('is narrowed by kind and by text, and says why it is empty', async () => {
    open()
    await openTimeline()
    await button('Changes 1').click()
    await button('Reads 1').click()
    await expect.element(row('first read')).not.toBeInTheDocument()
    await expect.element(row('tracked')).toBeVisible()
    await userEvent.keyboard('/503')
    await expect.element(row('tracked')).not.toBeInTheDocument()
    await expect.element(row('lost, reconnecting')).toBeVisible()
    await userEvent.keyboard('x')
    await expect.element(page.getByText('No entry is what you look for')).toBeVisible()
    await button('Show all 6').click()
    await expect.element(row('first read')).toBeVisible()
  })

  it('shows an entry whole, by keys too, and leads to its flag', async () => {
    open()
    await openTimeline()
    await expect.element(row('tracked')).toBeVisible()
    page.getByRole('grid').element().focus()
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(detail()).toMatchTextContent(/tracked/)
    await userEvent.keyboard('{Home}{ArrowDown}{ArrowDown}')
    await expect.element(detail()).toMatchTextContent(/changed/)
    await expect.element(page.getByText('from this browser’s storage').last()).toBeVisible()
    await button('Show this flag').click()
    await expect.element(page.getByRole('tab', { name: 'Flags' })).toHaveAttribute('aria-selected', 'true')
    await expect.element(detail()).toMatchTextContent(/^hero$/)
  })

  it('says that a flag is gone', async () => {
    open(FLAGS, [{ kind: 'read', atMs: timeOfDay(10, 1), flagKey: 'gone', outcome: BOLD }])
    await openTimeline()
    await row('gone').click()
    await button('Show this flag').click()
    await expect.element(page.getByText('The page does not have this flag any more.')).toBeVisible()
  })

  it('holds still while it is paused, and says what it does not show', async () => {
    const client = open()
    await openTimeline()
    await expect.element(row('tracked')).toBeVisible()
    await button('Pause').click()
    client.tell({ entries: [{ kind: 'tracking', atMs: timeOfDay(11, 0), name: 'refund' }], dropped: 3 })
    await expect.element(page.getByText('paused, 1 new')).toBeVisible()
    await expect.element(page.getByText('3 entries dropped: there were more than are kept')).toBeVisible()
    await expect.element(row('refund')).not.toBeInTheDocument()
    await button('Resume').click()
    await expect.element(row('refund')).toBeVisible()
    await button('Clear').click()
    await expect.element(page.getByText('Nothing has happened yet')).toBeVisible()
    await expect.element(page.getByText(/dropped/)).not.toBeInTheDocument()
  })

  it('follows the end, until somebody looks back', async () => {
    const client = open()
    await openTimeline()
    const track = (name: string) => ({ kind: 'tracking', atMs: Date.now(), name }) as const
    client.tell({ entries: Array.from({ length: 300 }, (_, number) => track(`order ${number}`)) })
    await expect.element(row('order 299')).toBeInViewport()
    expect(texts().length).toBeLessThan(80)
    page.getByRole('grid').element().scrollTop = 0
    await expect.element(row('first read')).toBeInViewport()
    client.tell({ entries: [track('order 300')] })
    await expect.element(button('Exposures 303')).toBeVisible()
    await expect.element(row('first read')).toBeInViewport()
  })

  it('asks the page for every read', async () => {
    const client = open()
    await openTimeline()
    await button('Every read').click()
    await expect.element(button('Every read')).toHaveAttribute('aria-pressed', 'true')
    expect(client.isRecording).toBe(true)
    await button('Every read').click()
    await expect.element(button('Every read')).toHaveAttribute('aria-pressed', 'false')
    expect(client.isRecording).toBe(false)
  })

  it.each(PANEL_LOOKS)('has no problem that axe can find: %s, %i px', async (...look) => {
    await takeLook(look)
    open()
    await openTimeline()
    await row('lost, reconnecting').click()
    await expect.element(detail()).toMatchTextContent(/connection/)
    expect(await accessibilityProblems(stage.element)).toEqual([])
  })
})

describe('the past of a flag', () => {
  it('is how often it was read and by whom, and what it was before', async () => {
    const client = open()
    await expect.element(row('hero')).toBeVisible()
    const newReaders = [
      'Error\n    at Hero (https://shop.example/hero.tsx:12:9)\n    at App (https://shop.example/app.tsx:3:1)',
    ]
    client.tell({ reads: [{ flagKey: 'hero', count: 1_204, lastAtMs: timeOfDay(10, 6), newReaders }] })
    await expect.element(row('hero')).toMatchTextContent(/1,204$/)
    await page.getByRole('gridcell', { name: 'hero', exact: true }).click()
    await expect
      .element(
        page.getByText(
          'Read 1,204 times since 10:05:00.000, when the panel began to listen; the last time at 10:06:00.000.',
        ),
      )
      .toBeVisible()
    await page.getByText('hero.tsx:12:9').first().click()
    await expect.element(page.getByText(/at App \(https:\/\/shop.example\/app.tsx:3:1\)/)).toBeVisible()
    const history = page.getByRole('listitem').filter({ hasText: 'from this browser’s storage' })
    await expect.element(history).toMatchTextContent(/10:02:00.000"full-bleed" bold"classic" control/)
    await expect
      .element(page.getByText(/Changes are known since 10:01:00.000, when the client was attached/))
      .toBeVisible()
    // What the sticky header covers in part would be too small to hit.
    stage.element.querySelector('.split-end')?.scrollTo(0, 0)
    expect(await accessibilityProblems(stage.element)).toEqual([])
  })

  it('filters the list, with one click to see all again', async () => {
    const client = open()
    await expect.element(row('hero')).toBeVisible()
    client.tell({ reads: [{ flagKey: 'fee', count: 9, lastAtMs: 1 }] })
    await button('Changed').click()
    await expect.element(page.getByText('1 of 4')).toBeVisible()
    expect(texts()).toEqual([expect.stringMatching(/^hero/)])
    await button('Overridden').click()
    await expect.element(page.getByText('No flag passes the filters')).toBeVisible()
    await expect
      .element(page.getByText(/only flags that are overridden, and changed since the page was loaded/))
      .toBeVisible()
    await button('Show all 4').click()
    await page.getByRole('combobox', { name: 'Type' }).selectOptions('number')
    await expect.element(page.getByText('1 of 4')).toBeVisible()
    await button('Clear filters').click()
    await page.getByRole('combobox', { name: 'Order' }).selectOptions('Most read first')
    await expect.poll(() => texts()[0]).toMatch(/^fee/)
    await page.getByRole('combobox', { name: 'Order' }).selectOptions('Changed last first')
    await expect.poll(() => texts()[0]).toMatch(/^hero/)
  })

  it('keeps stars for the origin, over panels', async () => {
    const storage = createPanelStorage(memoryStorageArea())
    open(FLAGS, ENTRIES, storage)
    await expect.element(row('fee')).toBeVisible()
    page.getByRole('grid').element().focus()
    await userEvent.keyboard('{ArrowDown}s')
    await expect.element(button('Star fee')).toHaveAttribute('aria-pressed', 'true')
    stage.leave()
    open(FLAGS, ENTRIES, storage)
    await button('Starred').click()
    await expect.poll(texts).toEqual([expect.stringMatching(/^fee/)])
    await button('Star fee').click()
    await expect.element(page.getByText(/only flags that are starred/)).toBeVisible()
  })
})
