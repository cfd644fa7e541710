import type { FlagReport, PageMessage, PanelMessage } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { createFakeTransport, type FakeDocument } from '../testing/fake-transport.ts'
import { SAMPLE_PAGE, sampleClient, sampleFlag } from '../testing/sample-flags.ts'
import type { FlagRow } from './list-rows.ts'
import { createPanelModel } from './panel-model.ts'
import { createPanelSession } from './panel-session.ts'

const ALL = { scopes: ['tab', 'origin'], canExpire: true, isKept: true } as const
const ORIGINAL = { value: true, reason: 'STATIC' }

function openSession() {
  const transport = createFakeTransport()
  const model = createPanelModel({ transport })
  const session = createPanelSession(model)
  const row = (flagKey: string) => {
    const found = session.rows.value.find((each) => each.kind === 'flag' && each.flag.flagKey === flagKey)
    if (found?.kind !== 'flag') throw new Error(`there is no flag "${flagKey}"`)
    return found satisfies FlagRow
  }
  return { transport, session, row }
}

function appear(
  { transport }: ReturnType<typeof openSession>,
  flags: readonly FlagReport[],
  parts: Parameters<typeof sampleClient>[1] = { overriding: ALL },
) {
  const page = transport.appear()
  const methods = ['kept-overrides', 'forget-overrides']
  page.say({ halyard: 'devtools', type: 'welcome', version: 1, page: { ...SAMPLE_PAGE, methods } })
  page.say({ halyard: 'devtools', type: 'snapshot', sequence: 0, clients: [sampleClient(flags, parts)] })
  return page
}

/** What was said to the page since it was greeted, without what is the same in all. */
function writes({ sent }: FakeDocument): object[] {
  return sent.slice(1).map((message: PanelMessage) => {
    const { halyard: _, ...rest } = message
    return rest
  })
}

function changed(sequence: number, ...flags: FlagReport[]): PageMessage {
  const event = { type: 'flags-changed', sequence, clientId: '1', cause: 'override', removed: [] } as const
  return { halyard: 'devtools', ...event, flags }
}

const overridden = (flagKey: string, parts: Partial<FlagReport> = {}) =>
  sampleFlag(flagKey, { value: false, reason: 'OVERRIDE', original: ORIGINAL, ...parts })

describe('the terms of an override', () => {
  it('are those that the reader wants, as far as the client supports them', () => {
    const opened = openSession()
    opened.session.intent.value = { scope: 'origin', span: 9e12 }
    const page = appear(opened, [sampleFlag('a')])
    opened.session.override(opened.row('a'), false)
    const write = { type: 'set-override', clientId: '1', flagKey: 'a', value: false }
    expect(writes(page)).toEqual([{ ...write, scope: 'origin', expiresAtMs: 9e12 }])
  })

  it.each([
    ['says nothing', {}],
    ['knows this tab only', { overriding: { ...ALL, scopes: ['tab'], canExpire: false } as const }],
  ])('are left out for a client that %s', (_, parts) => {
    const opened = openSession()
    opened.session.intent.value = { scope: 'origin', span: 'hour' }
    const page = appear(opened, [sampleFlag('a')], parts)
    opened.session.override(opened.row('a'), false)
    expect(writes(page)).toEqual([{ type: 'set-override', clientId: '1', flagKey: 'a', value: false }])
  })
})

describe('undo and redo', () => {
  it('take back one gesture after the other, with its terms, and do it again', () => {
    const opened = openSession()
    const { session, row } = opened
    const before = overridden('a', { override: { scope: 'origin', expiresAtMs: 9e12 } })
    const page = appear(opened, [before, sampleFlag('b')])
    session.override(row('a'), true)
    session.override(row('b'), false)
    page.sent.length = 1
    session.undo()
    session.undo()
    session.undo()
    expect(writes(page)).toEqual([
      { type: 'reset-override', clientId: '1', flagKey: 'b' },
      { type: 'set-override', clientId: '1', flagKey: 'a', value: false, scope: 'origin', expiresAtMs: 9e12 },
    ])
    expect([session.canUndo.value, session.canRedo.value]).toEqual([false, true])
    page.sent.length = 1
    session.redo()
    expect(writes(page)).toEqual([{ type: 'set-override', clientId: '1', flagKey: 'a', value: true }])
    expect(session.notice.value).toEqual({ kind: 'redone', count: 1 })
  })

  it('take back a reset of everything as a whole, and offer it', () => {
    const opened = openSession()
    const { session } = opened
    const page = appear(opened, [overridden('a'), overridden('b'), sampleFlag('c')])
    session.resetAll()
    expect(session.notice.value).toEqual({ kind: 'reset', count: 2 })
    expect(writes(page)).toMatchObject([
      { type: 'reset-override', clientId: '1' },
      { type: 'request', method: 'forget-overrides' },
    ])
    page.sent.length = 1
    session.undo()
    expect(writes(page)).toMatchObject([
      { type: 'set-override', flagKey: 'a' },
      { type: 'set-override', flagKey: 'b' },
    ])
  })

  it('reach the same flag after a reload', () => {
    const opened = openSession()
    const first = appear(opened, [sampleFlag('a')])
    opened.session.override(opened.row('a'), false)
    first.say(changed(1, overridden('a')))
    first.close()
    const second = appear(opened, [overridden('a')])
    opened.session.undo()
    expect(writes(second)).toEqual([{ type: 'reset-override', clientId: '1', flagKey: 'a' }])
  })

  it('do not bring back an override whose time is over', () => {
    const opened = openSession()
    const page = appear(opened, [overridden('a', { override: { scope: 'tab', expiresAtMs: 1 } })])
    opened.session.reset(opened.row('a'))
    page.sent.length = 1
    opened.session.undo()
    expect(writes(page)).toEqual([{ type: 'reset-override', clientId: '1', flagKey: 'a' }])
  })

  it('leave out what the page could not tell whole', () => {
    const opened = openSession()
    appear(opened, [overridden('a', { isCut: true }), overridden('b')])
    opened.session.resetAll()
    opened.session.undo()
    expect(opened.session.notice.value).toEqual({ kind: 'undone', count: 1 })
  })

  it('know nothing of what the page refused', () => {
    const opened = openSession()
    const page = appear(opened, [sampleFlag('a')])
    opened.session.override(opened.row('a'), false)
    const refused = { clientId: '1', flagKey: 'a', message: 'locked' }
    page.say({ halyard: 'devtools', type: 'override-refused', sequence: 1, ...refused })
    expect(opened.session.canUndo.value).toBe(false)
    expect(opened.session.notice.value).toEqual({ kind: 'refused', ...refused })
  })
})

describe('a page that is left', () => {
  it('is said not to have taken what it never answered', () => {
    const opened = openSession()
    const page = appear(opened, [sampleFlag('a')])
    opened.session.override(opened.row('a'), false)
    page.close()
    appear(opened, [sampleFlag('a')])
    const notice = { kind: 'refused', flagKey: 'a', message: expect.stringContaining('was left') }
    expect(opened.session.notice.value).toMatchObject(notice)
    expect(opened.session.canUndo.value).toBe(false)
  })

  it.each([
    ['answered', [changed(1, overridden('a'))]],
    [
      'answered with a snapshot',
      [changed(9), { halyard: 'devtools', type: 'snapshot', sequence: 9, clients: [] }],
    ],
  ] as [string, PageMessage[]][])('is not accused where it %s', (_, answers) => {
    const opened = openSession()
    const page = appear(opened, [sampleFlag('a')])
    opened.session.override(opened.row('a'), false)
    answers.forEach(page.say)
    page.close()
    expect(opened.session.notice.value).toBeNull()
  })

  it('is not accused of saying nothing where nothing was to change', () => {
    const opened = openSession()
    const page = appear(opened, [overridden('a'), sampleFlag('b')])
    opened.session.override(opened.row('a'), false)
    opened.session.reset(opened.row('b'))
    page.close()
    expect(opened.session.notice.value).toBeNull()
  })

  it('takes nothing any more, and says so', () => {
    const opened = openSession()
    const page = appear(opened, [sampleFlag('a')])
    page.close()
    opened.session.override(opened.row('a'), false)
    expect(writes(page)).toEqual([])
    const notice = { kind: 'refused', message: expect.stringContaining('is being loaded') }
    expect(opened.session.notice.value).toMatchObject(notice)
    opened.session.dismissNotice()
    expect(opened.session.notice.value).toBeNull()
  })
})

describe('what is counted as overridden', () => {
  it('is what people did, once for each document, with how far and how long it holds', () => {
    const opened = openSession()
    const { session } = opened
    const page = appear(opened, [
      overridden('a', { override: { scope: 'origin', expiresAtMs: 9e12 } }),
      overridden('b', { override: { scope: 'code' } }),
      sampleFlag('c'),
    ])
    const client = sampleClient([overridden('a')], { clientId: '2', overriding: { ...ALL, isKept: false } })
    page.say({ halyard: 'devtools', type: 'client-added', sequence: 1, client })
    expect(session.counts.value).toMatchObject({ overridden: 1, shared: 1, ending: 1, passing: 0 })
  })
})
