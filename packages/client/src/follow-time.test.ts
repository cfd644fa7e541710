import type { FlagSet } from '@halyard/schema'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { DehydratedFlags } from './dehydrated-flags.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { FlagClient } from './flag-client.ts'
import { loadFlagRules } from './sources/flag-rules.ts'
import type { FlagView } from './sources/flag-source.ts'
import { createFakeClock, type FakeClock } from './testing/fake-clock.ts'
import { change, createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'

type Rules = FlagSet['flags']

const START_MS = 1_000_000_500

/** A flag that is `on` from this second of the clock on, and before as long as a visitor is of the crew. */
const scheduled = (second: number): Rules[string] => ({
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
  targeting: {
    if: [{ or: [{ var: 'crew' }, { '>=': [{ var: '$flagd.timestamp' }, second] }] }, 'on'],
  },
})
const always: Rules[string] = { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' }

interface Page {
  readonly client: FlagClient
  readonly source: FakeSource
  readonly clock: FakeClock
  readonly heard: string[]
  readonly diagnostics: Diagnostic[]
  /** Resolves when what was foreseen so far is planned. */
  planned(): Promise<void>
}

function visit(flags: Rules, canLoad = { value: true }): Page {
  const fake = createFakeSource()
  const watched = (view: FlagView): FlagView => ({
    ...view,
    flagSet: view.flagSet,
    patch: (changes) => watched(view.patch(changes)),
    nextChangeAt: (...given) =>
      canLoad.value ? (view.nextChangeAt?.(...given) ?? null) : Promise.reject(new Error('no network')),
  })
  const source = { ...fake, load: (flagSet: FlagSet) => watched(loadFlagRules(flagSet)) }
  const clock = createFakeClock(START_MS)
  const diagnostics: Diagnostic[] = []
  const client = createFlagClient({ source, clock, onDiagnostic: (told) => diagnostics.push(told) })
  onTestFinished(() => client.close())
  client.start()
  source.say(snapshot('l.1', flags))
  const heard: string[] = []
  for (const flagKey of Object.keys(flags)) {
    client.subscribe(flagKey, () => heard.push(`${flagKey} ${client.get(flagKey, false)}`))
  }
  return {
    client,
    source: fake,
    clock,
    heard,
    diagnostics,
    async planned() {
      // Planning begins in a microtask, and again when the code is there.
      await import('@halyard/evaluator/next-change-at')
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

it('changes flags at their instants, with one timer and no word of the server', async () => {
  const page = visit({ soon: scheduled(1_000_002), later: scheduled(1_000_030), always })
  await page.planned()
  expect(page.clock.delaysMs).toEqual([1500])
  page.clock.advance(1499)
  expect(page.heard).toEqual([])
  page.clock.advance(1)
  expect(page.heard).toEqual(['soon true'])
  await page.planned()
  expect(page.clock.delaysMs).toEqual([28_000])
  page.clock.advance(28_000)
  expect(page.heard).toEqual(['soon true', 'later true'])
  await page.planned()
  expect(page.clock.delaysMs).toEqual([])
})

it('has no timer where no flag reads the time, before it is started, and after it is closed', async () => {
  const idle = visit({ always })
  await idle.planned()
  expect(idle.clock.delaysMs).toEqual([])
  const page = visit({ soon: scheduled(1_000_002) })
  await page.planned()
  await page.client.close()
  expect(page.clock.delaysMs).toEqual([])
  const clock = createFakeClock(START_MS)
  const bootstrap: DehydratedFlags = {
    revision: 'l.1',
    flagSet: { flags: { soon: scheduled(1_000_002) } },
    storedAtMs: 0,
    context: {},
    freshness: 'live',
    evaluatedAtMs: START_MS,
  }
  const source = { ...createFakeSource(), load: loadFlagRules }
  const early = createFlagClient({ source, clock, bootstrap })
  expect(early.get('soon', true)).toBe(false)
  await new Promise((resolve) => setImmediate(resolve))
  expect(clock.delaysMs).toEqual([])
  early.start()
  await vi.waitFor(() => expect(clock.delaysMs).toEqual([1500]))
  await early.close()
})

it('answers a flag anew that is read but not observed', async () => {
  const page = visit({ always })
  page.source.say(change('l.1', 'l.2', { soon: scheduled(1_000_002) }))
  expect(page.client.get('soon', true)).toBe(false)
  await page.planned()
  page.clock.advance(1500)
  expect(page.client.get('soon', false)).toBe(true)
})

it('does not miss an instant that passes before its timer was set, or before that fires', async () => {
  const page = visit({ soon: scheduled(1_000_002), always })
  // A long task: what was read in its beginning is planned at its end.
  page.clock.jump(1500)
  await page.planned()
  expect(page.clock.delaysMs).toEqual([0])
  page.clock.advance(0)
  expect(page.heard).toEqual(['soon true'])

  page.source.say(change('l.1', 'l.2', { soon: scheduled(1_000_005), other: scheduled(1_000_050) }))
  expect(page.heard).toEqual(['soon true', 'soon false'])
  await page.planned()
  expect(page.clock.delaysMs).toEqual([3000])
  // Again, and another flag is read before the timer has its turn.
  page.clock.jump(3000)
  page.client.get('other', false)
  await page.planned()
  expect(page.clock.delaysMs).toEqual([0])
  page.clock.advance(0)
  expect(page.heard).toEqual(['soon true', 'soon false', 'soon true'])
})

it('never waits longer than a minute, so that a jump of the clock is noticed', async () => {
  const page = visit({ soon: scheduled(1_000_000 + 40 * 86_400) })
  await page.planned()
  expect(page.clock.delaysMs).toEqual([60_000])
  page.clock.jump(40 * 86_400_000)
  page.clock.advance(60_000)
  expect(page.heard).toEqual(['soon true'])
})

it('follows a change of the schedule and of the context', async () => {
  const page = visit({ soon: scheduled(1_000_010) })
  await page.planned()
  page.source.say(change('l.1', 'l.2', { soon: scheduled(1_000_005) }))
  await page.planned()
  expect(page.clock.delaysMs).toEqual([4500])
  await page.client.setContext({ crew: true })
  await page.planned()
  expect([page.clock.delaysMs, page.heard]).toEqual([[], ['soon true']])
})

it('looks every second where the code that foresees cannot be loaded, says so once, and asks again when online', async () => {
  const listeners = new EventTarget()
  vi.stubGlobal('addEventListener', listeners.addEventListener.bind(listeners))
  onTestFinished(() => void vi.unstubAllGlobals())
  const canLoad = { value: false }
  const page = visit({ soon: scheduled(1_000_003), later: scheduled(1_000_050) }, canLoad)
  const delays: (readonly number[])[] = []
  for (let second = 0; second < 3; second += 1) {
    await page.planned()
    delays.push(page.clock.delaysMs)
    page.clock.advance(page.clock.delaysMs[0] ?? 0)
  }
  expect(delays).toEqual([[500], [1000], [1000]])
  expect(page.heard).toEqual(['soon true'])
  expect(page.diagnostics).toEqual([
    { code: 'schedule-unavailable', message: expect.stringContaining('no network') },
  ])
  canLoad.value = true
  listeners.dispatchEvent(new Event('online'))
  await page.planned()
  expect(page.clock.delaysMs).toEqual([47_000])
})
