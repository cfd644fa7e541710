import { beforeEach, describe, expect, it } from 'vitest'
import { createTimeline, type Timeline, type TimelineEvent } from './timeline.ts'
import { createTimelineSession, type TimelineSession } from './timeline-session.ts'

const PAGE = { connectionId: 'c1', clientId: null, name: 'Page' }
const LOAD: TimelineEvent = { kind: 'navigation', url: 'https://shop.example/', title: 'Shop', isLoad: true }

const track = (name: string): TimelineEvent => ({ kind: 'tracking', name, details: null })

let timeline: Timeline
let session: TimelineSession

beforeEach(() => {
  timeline = createTimeline()
  session = createTimelineSession(timeline)
  timeline.record(1_000, PAGE, track('early'))
  timeline.record(2_000, PAGE, LOAD)
  timeline.record(2_250, PAGE, { kind: 'connection', state: 'live', revision: 'l.7', error: null })
})

const names = () =>
  session.shown.value.rows.map(({ entry: { event } }) => ('name' in event ? event.name : event.kind))

describe('a reader of the timeline', () => {
  it('sees times from the last navigation on, also where that is filtered out', () => {
    session.toggleGroup('navigation')
    expect(session.shown.value.rows.map(({ sinceNavigationMs }) => sinceNavigationMs)).toEqual([null, 250])
  })

  it('finds entries by all words, in any case, and counts what is found of each kind', () => {
    session.search.value = 'LIVE l.7'
    expect(names()).toEqual(['connection'])
    expect([...session.shown.value.counts]).toEqual([['connection', 1]])
    session.search.value = 'live early'
    expect(session.shown.value).toMatchObject({ rows: [], all: 3 })
    session.clearFilters()
    expect(names()).toEqual(['early', 'navigation', 'connection'])
  })

  it('does not see what comes during a pause, whenever it happened, and hears how much that is', () => {
    session.togglePause()
    timeline.record(1_500, PAGE, track('late news'))
    timeline.record(3_000, PAGE, track('news'))
    expect([names().length, session.unseen.value, session.isPaused.value]).toEqual([3, 2, true])
    session.togglePause()
    expect(names()).toEqual(['early', 'late news', 'navigation', 'connection', 'news'])
    expect(session.unseen.value).toBe(0)
  })

  it('empties it, paused or not', () => {
    session.togglePause()
    session.clear()
    expect([names(), session.isPaused.value]).toEqual([[], true])
    timeline.record(4_000, PAGE, track('next'))
    expect(session.unseen.value).toBe(1)
  })

  it('moves to the end first, and stops at both ends', () => {
    session.move(-1)
    expect(session.selectedIndex.value).toBe(2)
    session.move(5)
    expect(session.selectedIndex.value).toBe(2)
    session.move(-9)
    expect(session.selectedIndex.value).toBe(0)
  })

  it('keeps an entry selected while others come before it', () => {
    session.move(1)
    timeline.record(500, PAGE, track('older'))
    expect(session.selectedIndex.value).toBe(3)
  })
})
