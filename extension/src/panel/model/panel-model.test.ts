import type { PageMessage } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { createFakeTransport } from '../testing/fake-transport.ts'
import { sampleClient, sampleFlag } from '../testing/sample-flags.ts'
import type { PageAccess } from '../transport/site-access.ts'
import { createPanelModel, FAREWELL_MS, MAX_DOCUMENTS } from './panel-model.ts'

const SNAPSHOT: PageMessage = {
  halyard: 'devtools',
  type: 'snapshot',
  sequence: 0,
  clients: [sampleClient([sampleFlag('a')])],
}

function openPanel() {
  const transport = createFakeTransport()
  const timers: { callback: () => void; delayMs: number }[] = []
  const model = createPanelModel({
    transport,
    schedule(callback, delayMs) {
      const timer = { callback, delayMs }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
  })
  const ids = () => model.documents.value.map(({ connectionId }) => connectionId)
  return { transport, model, timers, ids }
}

describe('the panel while pages come and go', () => {
  it('lists the top document first, whenever it appears', () => {
    const { transport, ids } = openPanel()
    const frame = transport.appear({ isTopFrame: false })
    const top = transport.appear()
    expect(ids()).toEqual([top.connectionId, frame.connectionId])
  })

  it('keeps the old page on view, read-only, until the new one has answered', () => {
    const { transport, model, ids } = openPanel()
    const before = transport.appear()
    before.say(SNAPSHOT)
    before.close()
    const [old] = model.documents.value
    old?.setOverride('1', 'a', false)
    expect(before.sent.map(({ type }) => type)).toEqual(['hello'])
    expect(old?.status.value).toBe('closed')

    const after = transport.appear()
    expect(ids()).toEqual([after.connectionId, before.connectionId])
    after.say(SNAPSHOT)
    expect(ids()).toEqual([after.connectionId])
  })

  it('does not wait for a page that never comes', () => {
    const { transport, timers, ids } = openPanel()
    transport.appear().close()
    expect(ids()).toHaveLength(1)
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([FAREWELL_MS])
    timers[0]?.callback()
    expect(ids()).toEqual([])
  })

  it('removes a frame at once while its page stays', () => {
    const { transport, ids } = openPanel()
    const top = transport.appear()
    top.say(SNAPSHOT)
    transport.appear({ isTopFrame: false }).close()
    expect(ids()).toEqual([top.connectionId])
  })

  it('removes the old page at once when its end is told after the new one has answered', () => {
    const { transport, ids } = openPanel()
    const before = transport.appear()
    before.say(SNAPSHOT)
    const after = transport.appear()
    after.say(SNAPSHOT)
    before.close()
    expect(ids()).toEqual([after.connectionId])
  })

  it('keeps a bounded number of documents', () => {
    const { transport, ids } = openPanel()
    for (let count = 0; count < MAX_DOCUMENTS + 10; count += 1) transport.appear({ isTopFrame: false })
    expect(ids()).toHaveLength(MAX_DOCUMENTS)
  })

  it('leaves no timer behind when it is closed', () => {
    const { transport, model, timers } = openPanel()
    transport.appear().close()
    model.close()
    expect(timers).toEqual([])
  })
})

describe('sites that have to be allowed', () => {
  const SITE = { hostname: 'shop.example', isFrame: false }

  function openWithAccess(answer: boolean) {
    const said: string[] = []
    let tell: (access: PageAccess) => void = () => undefined
    const model = createPanelModel({
      transport: {
        ...createFakeTransport(),
        reloadPage: () => void said.push('reload'),
        siteAccess: {
          watch(listener) {
            tell = listener
            return () => void said.push('forget')
          },
          async request({ hostname }) {
            said.push(hostname)
            return answer
          },
          borrow: async () => null,
        },
      },
    })
    return { model, said, tell: (access: PageAccess) => tell(access) }
  }

  it('are known as long as the panel is open', () => {
    const { model, said, tell } = openWithAccess(true)
    expect(model.access.value).toBeNull()
    tell({ isWebPage: true, withheld: [SITE] })
    expect(model.access.value?.withheld).toEqual([SITE])
    model.close()
    expect(said).toEqual(['forget'])
  })

  it('bring the page anew once they are allowed', async () => {
    const { model, said } = openWithAccess(true)
    await model.allow(SITE)
    expect(said).toEqual(['shop.example', 'reload'])
  })

  it('leave the page as it is when they are not', async () => {
    const { model, said } = openWithAccess(false)
    await model.allow(SITE)
    expect(said).toEqual(['shop.example'])
  })
})
