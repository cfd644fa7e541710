import { expect, it } from 'vitest'
import type { CreatePageSide } from './describe-page-side.ts'
import { createFakeClient } from './fake-client.ts'
import { connectPanel } from './fake-panel.ts'

/** How clients come, change, are overridden and go. */
export function describeClients(createPageSide: CreatePageSide): void {
  it('[E1] [R3] come with a report and an id that nobody else gets, and go once', async () => {
    const registry = createPageSide()
    const panel = connectPanel(registry)
    await panel.greet()
    const { client, calls, change } = createFakeClient()
    const unregister = registry.register(client)
    const first = (await panel.next('client-added')).client
    expect(first).toMatchObject({ sdk: 'fake', flags: [{ flagKey: 'hero', value: 'classic' }] })
    unregister()
    unregister()
    change()
    expect(await panel.next('client-removed')).toMatchObject({ clientId: first.clientId })
    registry.register(createFakeClient().client)
    const { client: second } = await panel.next('client-added')
    expect(second.clientId).not.toBe(first.clientId)
    expect(calls.filter((name) => name.endsWith('subscribe'))).toEqual(['subscribe', 'unsubscribe'])
  })

  it('[R3] are not there where they cannot be subscribed to', async () => {
    const registry = createPageSide()
    const subscribe = () => {
      throw new Error('not yet')
    }
    expect(() => registry.register(createFakeClient({}, { subscribe }).client)).toThrow('not yet')
    expect((await connectPanel(registry).greet()).clients).toEqual([])
  })

  it('[E2] [E3] tell of themselves and of their flags, also of those that are gone', async () => {
    const registry = createPageSide()
    const { client, announce } = createFakeClient({ hero: 'classic', banner: true })
    registry.register(client)
    const panel = connectPanel(registry)
    const clientId = (await panel.greet()).clients[0]?.clientId
    announce({ type: 'client-changed' })
    announce({ type: 'flags-changed', cause: 'source', flagKeys: ['banner', 'gone'] })
    const { client: description } = await panel.next('client-changed')
    expect(description).toMatchObject({ clientId, sdk: 'fake', state: 'live' })
    expect(description).not.toHaveProperty('flags')
    expect(await panel.next('flags-changed')).toMatchObject({
      clientId,
      cause: 'source',
      flags: [{ flagKey: 'banner', value: true }],
      removed: ['gone'],
    })
  })

  it('[E4] [E5] are overridden and reset, each by its id', async () => {
    const registry = createPageSide()
    const given: unknown[] = []
    const setOverride = (...parts: unknown[]) => {
      given.push(parts)
      return null
    }
    const other = createFakeClient()
    const [panel, witness] = [connectPanel(registry), connectPanel(registry)]
    const { client, overrides } = createFakeClient({ hero: 'classic', banner: 'none' })
    registry.register(client)
    registry.register(other.client)
    registry.register(createFakeClient({}, { setOverride }).client)
    await witness.greet()
    const { clients } = await panel.greet()
    const [clientId, , noting] = clients.map(({ clientId }) => clientId)
    const terms = { scope: 'origin', expiresAtMs: 9e12 }
    panel.say({ type: 'set-override', clientId, flagKey: 'hero', value: 'bold' })
    for (const each of [panel, witness]) {
      expect(await each.next('flags-changed')).toMatchObject({
        clientId,
        cause: 'override',
        flags: [{ flagKey: 'hero', value: 'bold', reason: 'OVERRIDE' }],
      })
    }
    panel.say({ type: 'set-override', clientId, flagKey: 'banner', value: 'sale' })
    await panel.next('flags-changed')
    panel.say({ type: 'reset-override', clientId, flagKey: 'hero' })
    expect(await panel.next('flags-changed')).toMatchObject({
      flags: [{ flagKey: 'hero', value: 'classic' }],
    })
    expect([[...overrides], other.overrides.size]).toEqual([[['banner', 'sale']], 0])
    panel.say({ type: 'reset-override', clientId })
    await panel.next('flags-changed')
    expect(overrides.size).toBe(0)
    for (const more of [terms, {}]) {
      panel.say({ type: 'set-override', clientId: noting, flagKey: 'hero', value: 1, ...more, other: 1 })
    }
    for (const clientId of ['nobody', '__proto__']) panel.say({ type: 'reset-override', clientId })
    await panel.greet()
    expect(given).toEqual([
      ['hero', 1, terms],
      ['hero', 1, {}],
    ])
  })

  it('[E4] [E5] refuse with a sentence, or with what they throw, for every panel to hear', async () => {
    const registry = createPageSide()
    const fail = () => {
      throw new Error('frozen')
    }
    registry.register(createFakeClient().client)
    registry.register(createFakeClient({}, { setOverride: fail, resetOverride: fail }).client)
    const panels = [connectPanel(registry), connectPanel(registry)]
    const [{ clients, sequence }] = (await Promise.all(panels.map((panel) => panel.greet()))) as [
      Awaited<ReturnType<(typeof panels)[0]['greet']>>,
    ]
    const [clientId, failing] = clients.map(({ clientId }) => clientId)
    panels[0]?.say({ type: 'set-override', clientId, flagKey: 'hero', value: 7 })
    panels[0]?.say({ type: 'set-override', clientId: failing, flagKey: 'hero', value: 'bold' })
    panels[0]?.say({ type: 'reset-override', clientId: failing })
    for (const panel of panels) {
      expect(await panel.next('override-refused')).toMatchObject({
        sequence: sequence + 1,
        clientId,
        flagKey: 'hero',
        message: 'hero is a text',
      })
      expect(await panel.next('override-refused')).toMatchObject({ clientId: failing, message: 'frozen' })
      expect(await panel.next('override-refused')).toMatchObject({ clientId: failing, flagKey: '' })
    }
  })

  it('[R5] say together which flags are overridden, where all of them do', () => {
    const registry = createPageSide()
    const says = (...flagKeys: string[]) => createFakeClient({}, { overriddenFlags: () => flagKeys }).client
    expect(registry.overriddenFlags()).toBeNull()
    registry.register(says('hero', 'banner'))
    registry.register(says('hero', '__proto__'))
    expect(registry.overriddenFlags()).toEqual(new Set(['hero', 'banner', '__proto__']))
    const fail = () => {
      throw new Error('broken')
    }
    for (const parts of [{}, { overriddenFlags: fail }]) {
      const unregister = registry.register(createFakeClient({}, parts).client)
      expect(registry.overriddenFlags()).toBeNull()
      unregister()
    }
    expect(registry.overriddenFlags()?.size).toBe(3)
  })

  it('[R6] [R7] have it told when that may have changed, though no panel listens', () => {
    const registry = createPageSide()
    let told = 0
    registry.watchOverriddenFlags(() => {
      throw new Error('somebody else’s')
    })
    registry.watchOverriddenFlags(() => {
      told += 1
    })
    const { client, announce, change } = createFakeClient()
    const unregister = registry.register(client)
    expect(told).toBe(1)
    announce({ type: 'flags-changed', cause: 'override', flagKeys: ['hero'] })
    expect(told).toBe(2)
    change()
    announce({ type: 'client-changed' })
    expect(told).toBe(2)
    unregister()
    expect(told).toBe(3)
  })
}
