import type { PageAction } from '@halyard/devtools/preview'
import { expect, it, vi } from 'vitest'
import { type MirroredSession, mirrorActions } from './mirror-actions.ts'

const click = (tag: string): PageAction => ({ type: 'click', target: { tag, path: [] } })

function createSession(canAct = true) {
  const done: string[] = []
  const mirroring: boolean[] = []
  const listeners = new Set<(action: PageAction) => void>()
  const session: MirroredSession = {
    act(action) {
      done.push(action.target.tag)
      return Promise.resolve(canAct)
    },
    onAction(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setMirroring: (isOn) => void mirroring.push(isOn),
  }
  const tell = (tag: string): void => {
    for (const listener of listeners) listener(click(tag))
  }
  return { session, done, mirroring, tell }
}

it('passes what is done in one cell to all others, in order', () => {
  const [a, b, c] = [createSession(), createSession(), createSession()]
  const mirror = mirrorActions([a.session, b.session])
  mirror.add(c.session)
  a.tell('first')
  b.tell('second')
  a.tell('third')
  expect([a.done, b.done, c.done]).toEqual([['second'], ['first', 'third'], ['first', 'second', 'third']])
})

it('can be switched off, for all and for one, and tells the pages so', () => {
  const [a, b] = [createSession(), createSession()]
  const mirror = mirrorActions([a.session])
  const remove = mirror.add(b.session)
  mirror.setOn(false)
  a.tell('unheard')
  mirror.setOn(true)
  remove()
  a.tell('unheard')
  b.tell('unheard')
  expect([a.done, b.done]).toEqual([[], []])
  expect([a.mirroring, b.mirroring]).toEqual([
    [true, false, true],
    [true, false, true, false],
  ])
})

it('says where an action could not be done', async () => {
  const [a, b, c] = [createSession(), createSession(false), createSession()]
  const missed = vi.fn()
  mirrorActions([a.session, b.session, c.session], missed)
  a.tell('button')
  await vi.waitFor(() => expect(missed).toHaveBeenCalled())
  expect(missed.mock.calls).toEqual([[b.session, click('button')]])
})
