import { afterEach, expect, it, vi } from 'vitest'
import { joinTabGroup, type TabGroup } from './tab-group.ts'
import { createFakeClock } from './testing/fake-clock.ts'

// Web Locks and BroadcastChannel work between members of one page as they do between tabs.
let groupNumber = 0
const groups: TabGroup[] = []

afterEach(() => {
  vi.restoreAllMocks()
  for (const group of groups.splice(0)) group.leave()
})

const clock = createFakeClock()

function join(name: string | null): {
  group: TabGroup
  heard: unknown[]
  joined: () => number
  rested: () => number
  seen: () => number
  leading: () => boolean
} {
  let leads = false
  let joins = 0
  let rests = 0
  let sights = 0
  const heard: unknown[] = []
  const member = {
    lead() {
      leads = true
      return () => {
        leads = false
      }
    },
    joined: () => void joins++,
    rested: () => void rests++,
    seen: () => void sights++,
    receive: (message: unknown) => void heard.push(message),
  }
  const group = joinTabGroup(name, member, (rest) => clock.schedule(rest, 100))
  groups.push(group)
  return { group, heard, joined: () => joins, rested: () => rests, seen: () => sights, leading: () => leads }
}

const newName = (): string => `halyard-test-${++groupNumber}`

it('has one leader, and another one when that leaves', async () => {
  const name = newName()
  const tabs = [join(name), join(name), join(name)]
  const leaders = (): boolean[] => tabs.map((tab) => tab.leading())
  await vi.waitFor(() => expect(leaders()).toEqual([true, false, false]))
  tabs[0]?.group.leave()
  await vi.waitFor(() => expect(leaders()).toEqual([false, true, false]))
  tabs[2]?.group.leave()
  tabs[1]?.group.leave()
  expect(leaders()).toEqual([false, false, false])
})

it('carries messages to all others of the group, and to nobody else', async () => {
  const name = newName()
  const [a, b, c, stranger] = [join(name), join(name), join(name), join(newName())]
  a.group.post({ word: 1 })
  await vi.waitFor(() => expect([b.heard, c.heard]).toEqual([[{ word: 1 }], [{ word: 1 }]]))
  expect([a.heard, stranger.heard]).toEqual([[], []])
})

it('is alone without a name', () => {
  const [a, b] = [join(null), join(null)]
  expect([a.leading(), b.leading()]).toEqual([true, true])
})

it('is alone where locks are missing, and where they are refused', async () => {
  const name = newName()
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as never)
  expect(join(name).leading()).toBe(true)
  vi.restoreAllMocks()
  vi.spyOn(LockManager.prototype, 'request').mockRejectedValue(new DOMException('', 'SecurityError'))
  const refused = join(name)
  await vi.waitFor(() => expect(refused.leading()).toBe(true))
  refused.group.leave()
  expect(refused.leading()).toBe(false)
})

it('hands the lead over when its page is put aside, and joins again when it comes back', async () => {
  const [a] = [join(newName())]
  await vi.waitFor(() => expect(a.leading()).toBe(true))
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(a.leading()).toBe(false)
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await vi.waitFor(() => expect(a.leading()).toBe(true))
  expect(a.joined()).toBe(2)
})

it.each([null, 'a name'])(
  'rests when its page is hidden for too long, and joins again when it is seen (%s)',
  async (name) => {
    const a = join(name && newName())
    await vi.waitFor(() => expect(a.leading()).toBe(true))
    const become = (state: DocumentVisibilityState): void => {
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
      document.dispatchEvent(new Event('visibilitychange'))
    }
    become('hidden')
    clock.advance(99)
    become('visible')
    clock.advance(100)
    expect([a.leading(), a.joined()]).toEqual([true, 1])
    become('hidden')
    clock.advance(100)
    expect([a.leading(), a.rested()]).toEqual([false, 1])
    become('visible')
    await vi.waitFor(() => expect(a.leading()).toBe(true))
    expect([a.joined(), a.rested()]).toEqual([2, 1])
    a.group.leave()
    become('hidden')
    become('visible')
    expect([a.leading(), clock.delaysMs]).toEqual([false, []])
  },
)

it('rests when its page was never seen', async () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const a = join(newName())
  await vi.waitFor(() => expect(a.leading()).toBe(true))
  clock.advance(100)
  expect([a.leading(), a.rested()]).toEqual([false, 1])
})

it('hands the lead over when its page is frozen, and joins again when somebody sees it', async () => {
  const name = newName()
  const [a, b] = [join(name), join(name)]
  await vi.waitFor(() => expect([a.leading(), b.leading()]).toEqual([true, false]))
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  b.group.leave()
  document.dispatchEvent(new Event('freeze'))
  expect([a.leading(), a.rested()]).toEqual([false, 1])
  document.dispatchEvent(new Event('freeze'))
  document.dispatchEvent(new Event('resume'))
  expect([a.rested(), a.joined()]).toEqual([1, 1])
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('resume'))
  await vi.waitFor(() => expect(a.leading()).toBe(true))
  expect(a.joined()).toBe(2)
})

it('can take the lead, which the other one gets back when it has gone', async () => {
  const name = newName()
  const [a, b] = [join(name), join(name)]
  await vi.waitFor(() => expect([a.leading(), b.leading()]).toEqual([true, false]))
  b.group.takeLead()
  await vi.waitFor(() => expect([a.leading(), b.leading()]).toEqual([false, true]))
  expect([a.joined(), b.joined()]).toEqual([2, 1])
  b.group.leave()
  await vi.waitFor(() => expect(a.leading()).toBe(true))
  a.group.leave()
  expect(a.leading()).toBe(false)
})

it('tells when somebody comes back to its page', () => {
  const a = join(newName())
  document.dispatchEvent(new Event('visibilitychange'))
  expect([a.seen(), a.joined()]).toEqual([1, 1])
})
