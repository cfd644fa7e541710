import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { linkSource } from './source-link.ts'
import type { SourceEvent } from './sources/flag-source.ts'
import { createFakeClock, type FakeClock } from './testing/fake-clock.ts'
import { createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'

// Another tab, as far as this one can tell: it holds the lock, and says what the test says.
let number = 0
let name: string
let other: BroadcastChannel
let asked: unknown[]
let releaseLock = (): void => undefined

let clock: FakeClock
let source: FakeSource
let heard: SourceEvent[]
let unlink = (): void => undefined

beforeEach(async () => {
  number += 1
  name = `halyard-link-test-${number}`
  asked = []
  other = new BroadcastChannel(name)
  other.onmessage = ({ data }) => asked.push(data)
  await new Promise<void>((leads) => {
    const held = new Promise<void>((resolve) => {
      releaseLock = resolve
    })
    // It ends when it is released, or when the lock is taken from it.
    const lead = (): Promise<void> => {
      leads()
      return held
    }
    navigator.locks.request(name, lead).catch(() => undefined)
  })
  clock = createFakeClock()
  source = createFakeSource(name)
  heard = []
  unlink = linkSource({
    source,
    groupName: name,
    sink: { held: undefined, receive: (event) => heard.push(event) > 0 },
    restored: Promise.resolve(),
    clock,
    hiddenTimeoutMs: 300_000,
    keep: () => undefined,
  })
  await vi.waitFor(() => expect(asked).toEqual([{ type: 'ask' }]))
})

afterEach(() => {
  unlink()
  other.close()
  releaseLock()
})

const comeBack = (): unknown => document.dispatchEvent(new Event('visibilitychange'))

it('takes the lead from a tab that does not answer the one that somebody looks at', async () => {
  comeBack()
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  clock.advance(2999)
  expect(source.open).toBe(0)
  clock.advance(1)
  await vi.waitFor(() => expect(source.open).toBe(1))
})

it.each<object>([snapshot('l.1', {}), { type: 'lost', attempt: 1, error: 'away' }, { type: 'connecting' }])(
  'leaves the lead to a tab that answers %j',
  async (answer) => {
    comeBack()
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    other.postMessage(answer)
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([]))
    expect(source.open).toBe(0)
  },
)

it('takes the question of a third tab for no answer', async () => {
  comeBack()
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  const witness = new BroadcastChannel(name)
  const arrived = new Promise((resolve) => witness.addEventListener('message', resolve))
  other.postMessage({ type: 'ask' })
  await arrived
  witness.close()
  expect(clock.delaysMs).toEqual([3000])
  clock.advance(3000)
  await vi.waitFor(() => expect(source.open).toBe(1))
})

it('answers while it is connecting, and asks nobody when it leads', async () => {
  releaseLock()
  await vi.waitFor(() => expect(source.open).toBe(1))
  other.postMessage({ type: 'ask' })
  await vi.waitFor(() => expect(asked.at(-1)).toEqual({ type: 'connecting' }))
  comeBack()
  expect(clock.delaysMs).toEqual([])
})

it('waits for nothing when it has left', () => {
  comeBack()
  expect(clock.delaysMs).toEqual([3000])
  unlink()
  expect(clock.delaysMs).toEqual([])
})
