import type { PageAction, PageCapture } from '@halyard/devtools/preview'
import { expect, it } from 'vitest'
import type { CellSession } from '../frames/cell-session.ts'
import type { PageModel } from '../frames/page-model.ts'
import { type Capturing, createCapturing } from './capturing.ts'

function capture(fingerprint: string): PageCapture {
  return { fingerprint, isSettled: true, title: '', width: 100, height: 100 }
}

function model(revision: string): PageModel {
  return {
    sequence: 1,
    clients: [{ clientId: 'c', sdk: 'sdk', state: 'live', revision, context: {}, flags: [] }],
  }
}

/** A frame whose page shows whatever `shown` is. */
function frame(capturing: Capturing) {
  const said: { change?: () => void; act?: (action: PageAction) => void } = {}
  const page = { shown: 'first', captures: [] as (string | undefined)[] }
  const session: Pick<CellSession, 'capture' | 'onAction' | 'onChanged'> = {
    capture: async () => capture(page.shown),
    onAction(listener) {
      said.act = listener
      return () => delete said.act
    },
    onChanged(listener) {
      said.change = listener
      return () => delete said.change
    },
  }
  const captures = capturing.follow(session, (result) => page.captures.push(result?.fingerprint))
  return {
    page,
    captures,
    async load(revision: string) {
      captures.capture(model(revision))
      await settle()
    },
    async show(fingerprint: string) {
      page.shown = fingerprint
      said.change?.()
      await settle()
    },
    act: (type: 'click' | 'scroll') => said.act?.({ type, target: {} } as unknown as PageAction),
  }
}

/** All promises that are kept already have been heard. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

function start() {
  const clock = { nowMs: 0 }
  const told = { pagesChanged: 0 }
  const capturing = createCapturing({
    now: () => clock.nowMs,
    onPagesChanged: () => {
      told.pagesChanged += 1
    },
  })
  return { clock, told, capturing }
}

it('captures a page once for the flags that it has', async () => {
  const { capturing, told } = start()
  const { captures, load, page } = frame(capturing)
  expect(captures.standingOf(model('r1'))).toBe('none')
  captures.capture(model('r1'))
  expect(captures.standingOf(model('r1'))).toBe('asked')
  await settle()
  expect(captures.standingOf(model('r1'))).toBe('captured')
  expect(captures.standingOf(model('r2'))).toBe('none')
  await load('r2')
  expect(page.captures).toEqual(['first', 'first'])
  expect(told.pagesChanged).toBe(1)
})

it('tells of other flags once, however many frames get them', async () => {
  const { capturing, told } = start()
  const frames = [frame(capturing), frame(capturing)]
  for (const each of frames) await each.load('r1')
  for (const each of frames) await each.load('r2')
  expect(told.pagesChanged).toBe(1)
})

it('captures a page again that shows something else by itself', async () => {
  const { capturing, told } = start()
  const { load, show, page } = frame(capturing)
  await load('r1')
  await show('second')
  expect([page.captures, told.pagesChanged]).toEqual([['first', 'second'], 1])
  await show('second')
  expect([page.captures, told.pagesChanged]).toEqual([['first', 'second'], 1])
})

it('does not take what somebody did in any frame for what a page is', async () => {
  const { capturing, told } = start()
  const [one, other] = [frame(capturing), frame(capturing)]
  await one.load('r1')
  await other.load('r1')
  one.act('scroll')
  await other.show('second')
  expect(other.page.captures).toEqual(['first', 'second'])
  one.act('click')
  await one.show('clicked')
  await other.show('clicked')
  expect([one.page.captures, other.page.captures, told.pagesChanged]).toEqual([
    ['first'],
    ['first', 'second'],
    1,
  ])
})

it('lets a clock be a clock, and looks again when the page has been still', async () => {
  const { capturing, clock } = start()
  const { load, show, page } = frame(capturing)
  await load('r1')
  for (let second = 1; second <= 10; second += 1) {
    clock.nowMs = second * 1000
    await show(`at ${second}`)
  }
  expect(page.captures).toEqual(['first', 'at 1', 'at 2', 'at 3'])
  clock.nowMs += 11_000
  await show('edited')
  expect(page.captures.at(-1)).toBe('edited')
})

it('hears nothing of a document that is gone', async () => {
  const { capturing } = start()
  const { captures, page } = frame(capturing)
  captures.capture(model('r1'))
  captures.forget()
  await settle()
  expect(page.captures).toEqual([])
  captures.capture(model('r1'))
  captures.close()
  await settle()
  expect(page.captures).toEqual([])
})
