import { type FrameAssignment, formatFrameName } from '@halyard/protocol/overrides'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import { createFakeSource, snapshot } from '../testing/fake-source.ts'
import { flag } from '../testing/fake-view.ts'
import { pageOverrides } from './page-overrides.ts'

// Tests run in a frame, and the page around it is of the same origin.
const playgroundOrigins = [location.origin]
const ownName = window.name
const clients: FlagClient[] = []

beforeEach(() => sessionStorage.setItem('halyard:context', '{"version":1,"context":{"choice":"c"}}'))

afterEach(async () => {
  window.name = ownName
  sessionStorage.clear()
  await Promise.all(clients.splice(0).map((client) => client.close()))
})

/** A page that loads in a frame of this name; its flag says what the attribute `choice` of its context names. */
function load(assignment: FrameAssignment, allowed: readonly string[] = playgroundOrigins) {
  window.name = formatFrameName(assignment)
  const source = createFakeSource()
  const onDiagnostic = vi.fn()
  const overrides = pageOverrides({ playgroundOrigins: allowed })
  const client = createFlagClient({ source, context: { choice: 'a' }, overrides, onDiagnostic })
  clients.push(client)
  client.start()
  source.say(snapshot('l.1', { hero: { ...flag('a', { a: 'A', b: 'B', c: 'C' }), targeting: 'choice' } }))
  return { client, onDiagnostic }
}

const NOTHING: FrameAssignment = { overrides: new Map() }

it('evaluates from the beginning in the context that the frame was assigned, again after a reload', async () => {
  for (const { client } of [
    load({ ...NOTHING, context: { choice: 'b' } }),
    load({ ...NOTHING, context: { choice: 'b' } }),
  ]) {
    expect([client.get('hero', '-'), client.context]).toEqual(['B', { choice: 'b' }])
    expect(client.overrides.context).toMatchObject({ own: { choice: 'a' }, scope: 'page' })
    await client.setContext({ choice: 'c' })
    expect(client.get('hero', '-')).toBe('B')
  }
})

it('evaluates in its own context where the frame was assigned none, whatever the tab keeps', () => {
  expect(load({ overrides: new Map([['other', { value: 1 }]]) }).client.get('hero', '-')).toBe('A')
  expect(load({ ...NOTHING, context: {} }).client.context).toEqual({})
})

it('takes values and a context at once', () => {
  const { client } = load({ overrides: new Map([['hero', { value: 'X' }]]), context: { choice: 'b' } })
  expect([client.get('hero', '-'), client.details('hero', '-').reason, client.context]).toEqual([
    'X',
    'OVERRIDE',
    { choice: 'b' },
  ])
})

it('takes nothing from an origin that it does not name, and says what to add', async () => {
  const assignment: FrameAssignment = {
    overrides: new Map([['hero', { value: 'X' }]]),
    context: { choice: 'b' },
    appearance: { direction: 'rtl' },
  }
  const { client, onDiagnostic } = load(assignment, ['https://playground.example.com'])
  expect(client.get('hero', '-')).toBe('C')
  expect(onDiagnostic).toHaveBeenCalledWith({
    code: 'assignment-refused',
    message: expect.stringContaining('add it to playgroundOrigins of pageOverrides'),
  })
  // What would change that is here by now.
  await import('@halyard/devtools/page/appearance')
  expect(document.documentElement.dir).toBe('')
})

// The last one: it stays so for as long as the page lives.
it('looks as the frame was assigned', async () => {
  load({ ...NOTHING, appearance: { direction: 'rtl' } })
  await vi.waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
})
