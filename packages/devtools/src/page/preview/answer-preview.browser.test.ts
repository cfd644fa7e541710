import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { type PreviewedMessage, parsePreviewedMessage } from '../../preview/messages.ts'
import { answerPreview } from './answer-preview.ts'

const halyard = 'preview'
const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
  document.body.replaceChildren()
})

/** An embedding page that has connected. */
function embed(connect: unknown = { halyard, type: 'connect', versions: [7, 1] }) {
  const { port1, port2 } = new MessageChannel()
  const heard: (PreviewedMessage | null)[] = []
  port1.onmessage = ({ data }) => heard.push(parsePreviewedMessage(data))
  const end = answerPreview(connect, port2)
  ends.push(end, () => port1.close())
  return {
    heard,
    end,
    say: (message: unknown) => port1.postMessage(message),
    last: (type: string) =>
      vi.waitFor(() => {
        const message = heard.findLast((candidate) => candidate?.type === type)
        expect(message).toBeDefined()
        return message
      }),
  }
}

it.each([
  [{ halyard, type: 'connect', versions: [7] }, null],
  [{ halyard, type: 'connect' }, null],
  [{ halyard, type: 'connect', versions: [7, 1] }, 1],
])('agrees on a version with %j', async (connect, version) => {
  expect(await embed(connect).last('welcome')).toEqual({ halyard, type: 'welcome', version })
})

it('does nothing for what makes no sense, and goes on', async () => {
  const { say, last, heard } = embed()
  for (const nonsense of [null, 'capture', { halyard }, { halyard, type: 'perform', requestId: 1 }])
    say(nonsense)
  say({ halyard, type: 'perform', requestId: 2, action: { type: 'click', target: { tag: '*{', path: [] } } })
  expect(await last('performed')).toEqual({ halyard, type: 'performed', requestId: 2, isPerformed: false })
  expect(heard.map((message) => message?.type)).toEqual(['welcome', 'performed'])
})

it('captures a page that stands in the way of its readers, and takes it for like no other', async () => {
  const { say, last } = embed()
  document.body.innerHTML = '<form><input name="getAttributeNames"><input name="childNodes"></form>'
  document.title = 'x'.repeat(1000)
  say({ halyard, type: 'capture', requestId: 1 })
  const message = await last('captured')
  expect(message).toMatchObject({ requestId: 1, capture: { fingerprint: expect.stringMatching(/^none /) } })
})

it('gives a page with a clock one fingerprint, once the clock has ticked for a while', async () => {
  const { say, last } = embed()
  document.body.innerHTML = '<p></p>'
  let ticks = 0
  const timer = setInterval(() => {
    ticks += 1
    document.body.firstElementChild?.replaceChildren(String(ticks))
  }, 250)
  await vi.waitFor(() => expect(ticks).toBe(4), { timeout: 10_000 })
  const captures: unknown[] = []
  for (const requestId of [1, 2]) {
    const before = ticks
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(before))
    say({ halyard, type: 'capture', requestId })
    await vi.waitFor(async () => expect(await last('captured')).toMatchObject({ requestId }))
    const captured = await last('captured')
    captures.push(captured?.type === 'captured' && captured.capture.fingerprint)
  }
  clearInterval(timer)
  expect(captures[0]).toBe(captures[1])
  expect(captures[0]).toMatch(/^[\da-f]{16}$/)
})

it('tells once that something has changed since a capture', async () => {
  const { say, last, heard } = embed()
  document.body.append('a')
  say({ halyard, type: 'capture', requestId: 1 })
  await last('captured')
  expect(heard.map((message) => message?.type)).toEqual(['welcome', 'captured'])
  document.body.append(document.createElement('p'))
  await last('changed')
  document.body.append(document.createElement('p'))
  say({ halyard, type: 'capture', requestId: 2 })
  await vi.waitFor(() => expect(heard).toHaveLength(4))
  expect(heard.map((message) => message?.type)).toEqual(['welcome', 'captured', 'changed', 'captured'])
})

it('tells what a person does only as long as it is asked to', async () => {
  const { say, last, heard } = embed()
  document.body.innerHTML = '<button>a</button>'
  const button = document.querySelector('button') as HTMLButtonElement
  await userEvent.click(button)
  say({ halyard, type: 'mirror', isOn: true })
  const noTarget = { type: 'click', target: { tag: 'nav', path: [] } }
  say({ halyard, type: 'perform', requestId: 1, action: noTarget })
  await last('performed')
  await userEvent.click(button)
  await last('action')
  say({ halyard, type: 'mirror', isOn: false })
  say({ halyard, type: 'perform', requestId: 2, action: noTarget })
  await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ requestId: 2 }))
  const before = heard.length
  await userEvent.click(button)
  say({ halyard, type: 'perform', requestId: 3, action: noTarget })
  await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ requestId: 3 }))
  expect(heard).toHaveLength(before + 1)
})

it('takes away what it put into the page', () => {
  const { focus } = HTMLElement.prototype
  const { end } = embed()
  expect(HTMLElement.prototype.focus).not.toBe(focus)
  end()
  expect(HTMLElement.prototype.focus).toBe(focus)
})
