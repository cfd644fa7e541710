import { createDevtoolsRegistry, type InspectableClient, NOT_ALLOWED } from '@halyard/devtools'
import type { EmbedderMessage, PageAction, PreviewedMessage } from '@halyard/devtools/preview'
import { type FrameAssignment, formatFrameName } from '@halyard/protocol/overrides'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AssignmentGate, createAssignmentGate } from './assignment-gate.ts'
import { type CellSession, createCellSession } from './cell-session.ts'

const ORIGIN = 'https://shop.test'
const PLAIN = formatFrameName({ overrides: new Map() })
const bold: FrameAssignment = { overrides: new Map([['hero', { value: 'bold' }]]), context: { plan: 'crew' } }
const click: PageAction = { type: 'click', target: { tag: 'button', path: [] } }

const sessions: CellSession[] = []
const pagePorts: MessagePort[] = []
afterEach(() => {
  for (const session of sessions.splice(0)) session.close()
  for (const port of pagePorts.splice(0)) port.close()
})

/** A session whose clock moves by hand. */
function start(gate: AssignmentGate, assignment: FrameAssignment = bold) {
  const pending = new Set<() => void>()
  const session = createCellSession({
    pageUrl: `${ORIGIN}/`,
    assignment,
    gate,
    surroundings: {
      origin: ORIGIN,
      probe: () => Promise.resolve(true),
      schedule(callback) {
        pending.add(callback)
        return () => void pending.delete(callback)
      },
    },
  })
  sessions.push(session)
  return {
    session,
    passAll() {
      while (pending.size > 0) {
        for (const callback of [...pending]) {
          pending.delete(callback)
          callback()
        }
      }
    },
  }
}

/** The page's half: a real registry, and somebody who answers as the page's side of the preview protocol does. */
function createPage({ answers = true } = {}) {
  const heard: EmbedderMessage[] = []
  const ports: MessagePort[] = []
  const registry = createDevtoolsRegistry({
    describePage: () => ({ documentId: '1', url: `${ORIGIN}/`, title: 'Shop', isTopFrame: false }),
    initialOverrides: new Map(),
  })
  const client: InspectableClient = {
    sdk: '@halyard/client',
    describe: () => ({ state: 'live', context: {} }),
    flagKeys: () => ['hero'],
    report: (flagKey) => ({ flagKey, value: 'bold', reason: 'OVERRIDE', flagMetadata: {}, observed: true }),
    subscribe: () => () => undefined,
    setOverride: () => null,
    resetOverride: () => undefined,
  }
  registry.register(client)
  return {
    heard,
    say: (message: PreviewedMessage) => ports.at(-1)?.postMessage(message),
    window: {
      postMessage(message: unknown, _targetOrigin: string, [transferred]: Transferable[]) {
        const port = transferred as MessagePort
        const { halyard } = message as { halyard: string }
        if (halyard === 'devtools' && answers) {
          const connection = registry.connect((told) => port.postMessage(told))
          port.onmessage = ({ data }) => connection.receive(data)
        } else if (halyard === 'devtools') {
          port.postMessage(NOT_ALLOWED)
        } else {
          ports.push(port)
          heard.push(message as EmbedderMessage)
          port.onmessage = ({ data }: MessageEvent<EmbedderMessage>) => heard.push(data)
        }
        pagePorts.push(port)
      },
    },
  }
}

const whenIn = (session: CellSession, status: string) =>
  vi.waitFor(() => expect(session.state.status).toBe(status))

describe('the session of a cell', () => {
  it('asks with an empty name first, and has its own only once a page of that origin has answered', async () => {
    const gate = createAssignmentGate()
    const [first, second] = [start(gate).session, start(gate).session]
    expect([first.frameName, first.state.status]).toEqual([PLAIN, 'loading'])
    expect([second.frameName, second.state.status]).toEqual([null, 'waiting'])
    first.frameLoaded(createPage().window)
    await vi.waitFor(() => expect(first.frameName).toBe(formatFrameName(bold)))
    expect([second.frameName, second.state.status]).toEqual([formatFrameName(bold), 'loading'])
    first.frameLoaded(createPage().window)
    await whenIn(first, 'open')
    expect(start(gate).session.frameName).toBe(formatFrameName(bold))
  })

  it('asks for others where it has nothing to tell, and stays with its frame', async () => {
    const gate = createAssignmentGate()
    const served = start(gate, { overrides: new Map() }).session
    const other = start(gate).session
    expect([served.frameName, other.frameName]).toEqual([PLAIN, null])
    served.frameLoaded(createPage().window)
    await whenIn(served, 'open')
    expect([served.frameName, other.frameName]).toEqual([PLAIN, formatFrameName(bold)])
  })

  it('fails with the one that asked, and tells nothing; a later one may ask again', async () => {
    const gate = createAssignmentGate()
    const [first, second] = [start(gate), start(gate)]
    first.session.frameLoaded(createPage({ answers: false }).window)
    await whenIn(second.session, 'failed')
    expect(second.session.state).toEqual({ status: 'failed', failure: 'not-allowed' })
    expect([first.session.frameName, second.session.frameName]).toEqual([PLAIN, null])
    expect(start(gate).session.frameName).toBe(PLAIN)
  })

  it('has another one ask when the one that does is closed', () => {
    const gate = createAssignmentGate()
    const [first, second, third] = [start(gate).session, start(gate).session, start(gate).session]
    first.close()
    expect([second.frameName, third.frameName]).toEqual([PLAIN, null])
  })

  it('passes captures and actions on, once the page is open', async () => {
    const gate = createAssignmentGate()
    const { session } = start(gate, { overrides: new Map() })
    expect([await session.capture(), await session.act(click)]).toEqual([null, false])
    const page = createPage()
    session.frameLoaded(page.window)
    await whenIn(session, 'open')
    const capturing = session.capture()
    const acting = session.act(click)
    const capture = { fingerprint: 'a', isSettled: true, title: 'Shop', width: 1, height: 2 }
    await vi.waitFor(() =>
      expect(page.heard.map(({ type }) => type)).toEqual(['connect', 'capture', 'perform']),
    )
    page.say({ halyard: 'preview', type: 'performed', requestId: 2, isPerformed: true })
    page.say({ halyard: 'preview', type: 'captured', requestId: 1, capture })
    expect([await capturing, await acting]).toEqual([capture, true])
    const [acted, changed] = [vi.fn(), vi.fn()]
    session.onAction(acted)
    session.onChanged(changed)
    page.say({ halyard: 'preview', type: 'action', action: click })
    page.say({ halyard: 'preview', type: 'changed' })
    await vi.waitFor(() => expect(changed).toHaveBeenCalled())
    expect(acted).toHaveBeenCalledWith(click)
  })

  it('does not wait for ever for a page that cannot be looked at, nor for one that is gone', async () => {
    const gate = createAssignmentGate()
    const { session, passAll } = start(gate, { overrides: new Map() })
    session.frameLoaded(createPage().window)
    await whenIn(session, 'open')
    const [captured, acted] = [session.capture(), session.act(click)]
    passAll()
    expect([await captured, await acted]).toEqual([null, false])
    const lost = session.capture()
    session.frameLoaded(createPage().window)
    expect(await lost).toBeNull()
  })

  it('mirrors also after the page has loaded again', async () => {
    const gate = createAssignmentGate()
    const { session } = start(gate, { overrides: new Map() })
    session.setMirroring(true)
    for (const page of [createPage(), createPage()]) {
      session.frameLoaded(page.window)
      await vi.waitFor(() =>
        expect(page.heard).toContainEqual({ halyard: 'preview', type: 'mirror', isOn: true }),
      )
    }
  })
})
