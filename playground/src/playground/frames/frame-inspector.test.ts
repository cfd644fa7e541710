import { createDevtoolsRegistry, type InspectableClient, NOT_ALLOWED } from '@halyard/devtools'
import { afterEach, describe, expect, it } from 'vitest'
import { createFrameInspector, type FrameInspection, type FrameInspector } from './frame-inspector.ts'

const ORIGIN = 'https://shop.test'

describe('frame inspector', () => {
  it('waits for the frame, then asks the clients in it', async () => {
    const { inspector, page } = setUp()
    expect(inspector.inspection).toEqual({ status: 'loading' })
    page.attach()
    inspector.frameLoaded(page.window)
    expect(inspector.inspection).toEqual({ status: 'connecting' })
    const { model } = await reach(inspector, 'open')
    expect(model.clients[0]?.flags[0]).toMatchObject({ flagKey: 'hero', value: 'classic' })
    expect(page.targetOrigins).toEqual([ORIGIN])
  })

  it('follows what changes on the page', async () => {
    const { inspector, page } = setUp()
    page.attach()
    inspector.frameLoaded(page.window)
    await reach(inspector, 'open')
    page.serve('bold')
    const { model } = await nextOpen(inspector)
    expect(model.clients[0]?.flags[0]?.value).toBe('bold')
  })

  it('tries again, for pages that attach their client late', async () => {
    const { inspector, page, pass } = setUp()
    inspector.frameLoaded(page.window)
    page.attach()
    pass()
    await reach(inspector, 'open')
    expect(page.targetOrigins).toEqual([ORIGIN, ORIGIN])
  })

  it.each([
    [true, 'silent'],
    [false, 'unreachable'],
  ] as const)('says after the last attempt why, where probing gives %s', async (answers, failure) => {
    const { inspector, page, passAll } = setUp(answers)
    inspector.frameLoaded(page.window)
    passAll()
    expect(await reach(inspector, 'failed')).toEqual({ status: 'failed', failure })
  })

  it('does not wait for ever for a frame that loads nothing', async () => {
    const { inspector, pass } = setUp()
    pass()
    expect(inspector.inspection).toEqual({ status: 'failed', failure: 'unreachable' })
  })

  it('begins anew when the frame loads another document', async () => {
    const { inspector, page, pass } = setUp()
    pass()
    page.attach()
    inspector.frameLoaded(page.window)
    await reach(inspector, 'open')
  })

  it('asks for a new snapshot when a message was lost', async () => {
    const { inspector, page } = setUp()
    page.attach({ loses: 'flags-changed' })
    inspector.frameLoaded(page.window)
    await reach(inspector, 'open')
    page.serve('bold')
    page.serve('seasonal')
    const { model } = await nextOpen(inspector)
    expect(model.clients[0]?.flags[0]?.value).toBe('seasonal')
  })

  it('says when page and playground speak different versions', async () => {
    const { inspector, page } = setUp()
    page.attach({ version: null })
    inspector.frameLoaded(page.window)
    expect(await reach(inspector, 'failed')).toEqual({ status: 'failed', failure: 'version' })
  })

  it('says at once that the page does not allow it, and opens when a client comes that does', async () => {
    const { inspector, page, pass } = setUp()
    page.refuse()
    inspector.frameLoaded(page.window)
    expect(await reach(inspector, 'failed')).toEqual({ status: 'failed', failure: 'not-allowed' })
    page.attach()
    pass()
    await reach(inspector, 'open')
  })

  it('says goodbye when it is closed, and hears nothing any more', async () => {
    const { inspector, page } = setUp()
    page.attach()
    inspector.frameLoaded(page.window)
    await reach(inspector, 'open')
    const before = inspector.inspection
    inspector.close()
    page.serve('bold')
    await page.left
    expect(inspector.inspection).toBe(before)
  })
})

const openInspectors: FrameInspector[] = []
afterEach(() => {
  for (const inspector of openInspectors.splice(0)) inspector.close()
})

/** An inspector with a clock that moves by hand, and a page that it can look at. */
function setUp(probeAnswers = true) {
  const pending = new Set<() => void>()
  const inspector = createFrameInspector({
    origin: ORIGIN,
    probe: () => Promise.resolve(probeAnswers),
    schedule(callback) {
      pending.add(callback)
      return () => void pending.delete(callback)
    },
  })
  openInspectors.push(inspector)
  function pass(): void {
    for (const callback of [...pending]) {
      pending.delete(callback)
      callback()
    }
  }
  return {
    inspector,
    page: createPage(),
    pass,
    passAll() {
      while (pending.size > 0) pass()
    },
  }
}

/** The page's half: a real registry behind a window that takes ports. */
function createPage() {
  const targetOrigins: string[] = []
  let value = 'classic'
  let tell: Parameters<InspectableClient['subscribe']>[0] = () => undefined
  let leave: () => void = () => undefined
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  let onPort: (port: MessagePort) => void = (port) => port.close()

  const registry = createDevtoolsRegistry({
    describePage: () => ({ documentId: '1', url: `${ORIGIN}/`, title: 'Shop', isTopFrame: false }),
    initialOverrides: new Map(),
  })
  registry.register({
    sdk: '@halyard/client',
    describe: () => ({ state: 'live', context: {} }),
    flagKeys: () => ['hero'],
    report: (flagKey) => ({ flagKey, value, reason: 'STATIC', flagMetadata: {}, observed: true }),
    subscribe(listener) {
      tell = listener
      return () => undefined
    },
    setOverride: () => null,
    resetOverride: () => undefined,
  })

  return {
    targetOrigins,
    /** When a panel has said goodbye. */
    left,
    window: {
      postMessage(_message: unknown, targetOrigin: string, [port]: Transferable[]) {
        targetOrigins.push(targetOrigin)
        onPort(port as MessagePort)
      },
    },
    refuse() {
      onPort = (port) => port.postMessage(NOT_ALLOWED)
    },
    attach({ loses, version }: { loses?: string; version?: null } = {}) {
      let lost = 0
      onPort = (port) => {
        const connection = registry.connect((message) => {
          if (message.type === loses && lost++ === 0) return
          port.postMessage(message.type === 'welcome' && version === null ? { ...message, version } : message)
        })
        port.onmessage = (event) => {
          connection.receive(event.data)
          if (event.data.type === 'goodbye') leave()
        }
      }
    },
    serve(next: string) {
      value = next
      tell({ type: 'flags-changed', cause: 'source', flagKeys: ['hero'] })
    },
  }
}

type InspectionWith<Status> = Extract<FrameInspection, { status: Status }>

/** Waits until the inspector is in a state; it may be there already. */
function reach<Status extends FrameInspection['status']>(
  inspector: FrameInspector,
  status: Status,
): Promise<InspectionWith<Status>> {
  return new Promise((resolve) => {
    const look = () => {
      if (inspector.inspection.status === status) resolve(inspector.inspection as InspectionWith<Status>)
    }
    inspector.subscribe(look)
    look()
  })
}

function nextOpen(inspector: FrameInspector): Promise<InspectionWith<'open'>> {
  return new Promise((resolve) => {
    inspector.subscribe(() => {
      if (inspector.inspection.status === 'open') resolve(inspector.inspection)
    })
  })
}
