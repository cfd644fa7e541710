import { afterEach, expect, it, vi } from 'vitest'
import { joinTabGroup, type TabGroup } from './tab-group.ts'

// Web Locks and BroadcastChannel work between members of one page as they do between tabs.
let groupNumber = 0
const groups: TabGroup[] = []

afterEach(() => {
  vi.restoreAllMocks()
  for (const group of groups.splice(0)) group.leave()
})

function join(name: string | null): {
  group: TabGroup
  heard: unknown[]
  joined: () => number
  leading: () => boolean
} {
  let leads = false
  let joins = 0
  const heard: unknown[] = []
  const group = joinTabGroup(name, {
    lead() {
      leads = true
      return () => {
        leads = false
      }
    },
    joined: () => void joins++,
    receive: (message) => heard.push(message),
  })
  groups.push(group)
  return { group, heard, joined: () => joins, leading: () => leads }
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
