import { afterEach, expect, it, vi } from 'vitest'
import { type RestWatch, watchRest } from './watch-rest.ts'

let rest: RestWatch | undefined

afterEach(() => {
  rest?.close()
  document.body.replaceChildren()
})

function element(selector: string): HTMLElement {
  return document.querySelector(selector) as HTMLElement
}

/** Changes a page again and again, until the returned function is called. */
function keepChanging(change: (round: number) => void, intervalMs: number): () => void {
  let round = 0
  const timer = setInterval(() => {
    round += 1
    change(round)
  }, intervalMs)
  return () => clearInterval(timer)
}

it('waits for a page that changes', async () => {
  rest = watchRest(() => undefined)
  let rounds = 0
  const stop = keepChanging((round) => {
    rounds = round
    document.body.append(document.createElement('p'))
    if (round === 8) stop()
  }, 50)
  expect([await rest.settle(), rounds]).toEqual([true, 8])
})

it('does not wait for ever, and says so', async () => {
  rest = watchRest(() => undefined)
  const stop = keepChanging(() => document.body.append(document.createElement('p')), 50)
  expect(await rest.settle()).toBe(false)
  stop()
})

it('leaves out what changes all the time, and tells of it no longer until it comes to rest', async () => {
  document.body.innerHTML = '<p></p><i></i><b></b>'
  const changed = vi.fn()
  rest = watchRest(changed)
  const stop = keepChanging((round) => {
    element('p').textContent = String(round)
    element('i').style.width = `${round}px`
  }, 50)
  expect(await rest.settle()).toBe(true)
  expect([rest.isRestless(element('p'), '#text'), rest.isRestless(element('i'), 'style')]).toEqual([
    true,
    true,
  ])
  expect([rest.isRestless(element('p'), 'style'), rest.isRestless(element('b'), '#text')]).toEqual([
    false,
    false,
  ])
  changed.mockClear()
  element('b').textContent = 'changed once'
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1))
  expect(rest.isRestless(element('b'), '#text')).toBe(false)
  stop()
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), { timeout: 10_000 })
  expect(rest.isRestless(element('p'), '#text')).toBe(false)
})

it('hears of what a person enters, and of shadow roots once it was asked', async () => {
  document.body.innerHTML = '<input><div></div>'
  const changed = vi.fn()
  rest = watchRest(changed)
  element('input').dispatchEvent(new Event('input', { bubbles: true }))
  expect(changed).toHaveBeenCalledTimes(1)
  const shadow = element('div').attachShadow({ mode: 'open' })
  await rest.settle()
  shadow.append('a')
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2))
})
