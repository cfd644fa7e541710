import { expect, it } from 'vitest'
import type { CreatePageSide } from './describe-page-side.ts'
import { createFakeActivity } from './fake-activity.ts'
import { createFakeClient } from './fake-client.ts'
import { connectPanel, type FakePanel } from './fake-panel.ts'

const OVERRIDE = { type: 'set-override', clientId: '1', flagKey: 'hero', value: 'bold' }

/** How a panel and a page side come to speak, and stop to. */
export function describeConversations(createPageSide: CreatePageSide): void {
  it('[C1] [R4] is silent, and asks nothing of a client, before a panel says hello', async () => {
    const registry = createPageSide()
    const panel = connectPanel(registry)
    const { client, calls, change } = createFakeClient()
    registry.register(client)
    change()
    expect(calls).toEqual(['subscribe'])
    await panel.greet()
    expect(panel.untaken).toEqual([])
  })

  it('[C2] [C4] answers hello with the version that both speak, and everything', async () => {
    const registry = createPageSide()
    registry.register(createFakeClient().client)
    const panel = connectPanel(registry)
    panel.say({ type: 'hello', versions: [99, 1], more: 'ignored' })
    const { version, page } = await panel.next('welcome')
    expect([version, page.documentId.length > 0]).toEqual([1, true])
    expect(registry.protocolVersions).toContain(1)
    expect(await panel.next('snapshot')).toMatchObject({
      clients: [
        {
          sdk: 'fake',
          state: 'live',
          context: { targetingKey: 'u7' },
          flags: [{ flagKey: 'hero', value: 'classic' }],
        },
      ],
    })
  })

  it('[C2] [C3] says nothing more to a panel of other versions, until it names another one', async () => {
    const registry = createPageSide()
    const { client, overrides, calls } = createFakeClient()
    registry.register(client)
    const panel = connectPanel(registry)
    panel.say({ type: 'hello', versions: [99] })
    expect(await panel.next('welcome')).toMatchObject({ version: null })
    registry.register(createFakeClient().client)
    panel.say(OVERRIDE)
    panel.say({ type: 'hello', versions: [1] })
    expect(await panel.next('welcome')).toMatchObject({ version: 1 })
    expect((await panel.next('snapshot')).clients).toHaveLength(2)
    expect([overrides.size, calls.includes('setOverride')]).toEqual([0, false])
    panel.say({ type: 'hello', versions: [] })
    expect(await panel.next('welcome')).toMatchObject({ version: null })
    registry.register(createFakeClient().client)
    expect((await panel.greet()).clients).toHaveLength(3)
  })

  it('[C3] does nothing for a panel that has not said hello', async () => {
    const registry = createPageSide()
    const asked: string[] = []
    const methods = { 'reset-context': () => void asked.push('reset-context') }
    const { client, calls } = createFakeClient({}, { methods })
    registry.register(client)
    const panel = connectPanel(registry)
    panel.say(OVERRIDE)
    panel.say({ type: 'reset-override', clientId: '1' })
    panel.say({ type: 'request', requestId: 1, clientId: '1', method: 'reset-context', parameters: {} })
    panel.say({ type: 'more', maxEvents: 1 })
    await panel.greet()
    expect([asked, calls.filter((name) => name.endsWith('Override')), panel.untaken]).toEqual([[], [], []])
  })

  it('[C5] [C6] numbers its events without a gap, for all panels alike', async () => {
    const registry = createPageSide()
    const { client, change, announce } = createFakeClient()
    registry.register(client)
    const first = connectPanel(registry)
    const { sequence } = await first.greet()
    change()
    const second = connectPanel(registry)
    expect(await second.greet()).toMatchObject({ sequence: sequence + 1 })
    announce({ type: 'client-changed' })
    registry.register(createFakeClient().client)()
    expect(await first.next('flags-changed')).toMatchObject({ sequence: sequence + 1 })
    for (const panel of [first, second]) {
      expect(await panel.next('client-changed')).toMatchObject({ sequence: sequence + 2 })
      expect(await panel.next('client-added')).toMatchObject({ sequence: sequence + 3 })
      expect(await panel.next('client-removed')).toMatchObject({ sequence: sequence + 4 })
    }
  })

  it('[C7] says everything anew to a panel that says hello again, and goes on', async () => {
    const registry = createPageSide()
    const { client, change } = createFakeClient()
    registry.register(client)
    const panel = connectPanel(registry)
    const { sequence } = await panel.greet()
    for (const _ of [1, 2]) change()
    for (const _ of [1, 2]) await panel.next('flags-changed')
    expect(await panel.greet()).toMatchObject({ sequence: sequence + 2, clients: [{ sdk: 'fake' }] })
    change()
    expect(await panel.next('flags-changed')).toMatchObject({ sequence: sequence + 3 })
    expect(panel.untaken).toEqual([])
  })

  it('[C7] does as the last hello says', async () => {
    const registry = createPageSide()
    const { watchActivity, watched } = createFakeActivity()
    const { client, change } = createFakeClient({ hero: 'classic' }, { watchActivity })
    registry.register(client)
    const panel = connectPanel(registry)
    await panel.greet({ activity: true, maxEvents: 0 })
    expect(watched()).toBe(1)
    await panel.greet()
    expect(watched()).toBe(0)
    registry.register(createFakeClient({}, { watchActivity }).client)
    expect(watched()).toBe(0)
    await panel.next('client-added')
    change()
    await panel.next('flags-changed')
  })

  it('[C8] [C9] tells no more than a panel asked for, and makes up for the rest when it asks for more', async () => {
    const registry = createPageSide()
    const { client, change, calls } = createFakeClient()
    registry.register(client)
    const panel = connectPanel(registry)
    const { sequence } = await panel.greet({ maxEvents: 2 })
    for (const _ of [1, 2, 3, 4, 5]) change()
    panel.say({
      type: 'request',
      requestId: 3,
      clientId: '',
      method: 'explain',
      parameters: { flagKey: 'hero' },
    })
    for (const _ of [1, 2]) await panel.next('flags-changed')
    // Answers come, whatever was told.
    await panel.next('response')
    // One for the snapshot: what nobody is told costs the page nothing.
    expect(calls.filter((name) => name === 'report')).toHaveLength(3)
    panel.say({ type: 'more', maxEvents: 1 })
    expect(await panel.next('snapshot')).toMatchObject({ sequence: sequence + 5, skipped: 3 })
    for (const _ of [1, 2]) change()
    expect(await panel.next('flags-changed')).toMatchObject({ sequence: sequence + 6 })
    expect(await panel.greet({ maxEvents: 3 })).toMatchObject({ sequence: sequence + 7, skipped: 1 })
    panel.say({ type: 'more', maxEvents: 1 })
    for (const _ of [1, 2]) change()
    await panel.next('flags-changed')
    // It was not added to what was left.
    panel.say({ type: 'more', maxEvents: 1 })
    expect(await panel.next('snapshot')).toMatchObject({ skipped: 1 })
    expect(panel.untaken).toEqual([])
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'hello'],
    ['a list', [{ halyard: 'devtools', type: 'hello', versions: [1] }]],
    ['somebody else’s', { type: 'hello', versions: [1] }],
    ['of no type', { halyard: 'devtools' }],
    ['of a type that every object has', { halyard: 'devtools', type: 'toString' }],
    ['of the type `__proto__`', JSON.parse('{"halyard":"devtools","type":"__proto__"}')],
    ['without a version', { halyard: 'devtools', type: 'hello' }],
    ['a number in place of a list', { halyard: 'devtools', type: 'hello', versions: 1 }],
    ['a text for a number', { halyard: 'devtools', type: 'more', maxEvents: '5' }],
    ['less than nothing', { halyard: 'devtools', type: 'hello', versions: [1], maxEvents: -1 }],
    ['no value of a flag', { halyard: 'devtools', ...OVERRIDE, value: null }],
    ['a scope that is none', { halyard: 'devtools', ...OVERRIDE, scope: 'everywhere' }],
    ['a time that is none', { halyard: 'devtools', ...OVERRIDE, expiresAtMs: 'tomorrow' }],
    ['nobody’s flag', { halyard: 'devtools', type: 'reset-override' }],
    [
      'an answer’s id that is a text',
      {
        halyard: 'devtools',
        type: 'request',
        requestId: '1',
        method: 'explain',
        parameters: { flagKey: 'a' },
      },
    ],
    [
      'a method that every object has',
      { halyard: 'devtools', type: 'request', requestId: 1, method: 'constructor', parameters: {} },
    ],
    [
      'parameters of another type',
      { halyard: 'devtools', type: 'request', requestId: 1, method: 'explain', parameters: { flagKey: 7 } },
    ],
  ])('[C10] [B4] ignores what is no message: %s', async (_, message) => {
    const registry = createPageSide()
    const panel = connectPanel(registry)
    panel.sayAnything(message)
    const { clients } = await panel.greet()
    panel.sayAnything(message)
    const { client, calls } = createFakeClient()
    registry.register(client)
    panel.sayAnything(message)
    await panel.next('client-added')
    expect([clients, panel.untaken, calls.filter((name) => name.endsWith('Override'))]).toEqual([[], [], []])
  })

  it.each<[string, (panel: FakePanel) => void]>([
    ['goodbye', (panel) => panel.say({ type: 'goodbye' })],
    ['the end of its connection', (panel) => panel.close()],
  ])('[C11] ends with %s', async (_, end) => {
    const registry = createPageSide()
    const { watchActivity, watched } = createFakeActivity()
    const { client, change } = createFakeClient({ hero: 'classic' }, { watchActivity })
    registry.register(client)
    const [panel, witness] = [connectPanel(registry), connectPanel(registry)]
    await witness.greet()
    await panel.greet({ activity: true })
    await panel.next('activity')
    expect(watched()).toBe(1)
    end(panel)
    panel.say({ type: 'hello', versions: [1], activity: true })
    panel.say(OVERRIDE)
    change()
    await witness.next('flags-changed')
    expect([panel.untaken, witness.untaken, watched()]).toEqual([[], [], 0])
  })

  it('[C11] [R7] ends with a post that throws, and goes on for the others', async () => {
    const registry = createPageSide()
    const { watchActivity, watched } = createFakeActivity()
    const { client, change } = createFakeClient({ hero: 'classic' }, { watchActivity })
    registry.register(client)
    for (const failing of ['welcome', 'snapshot', 'activity', 'flags-changed'] as const) {
      const posted: string[] = []
      const broken = registry.connect(({ type }) => {
        posted.push(type)
        if (type === failing) throw new Error('port closed')
      })
      const panel = connectPanel(registry)
      await panel.greet()
      broken.receive({ halyard: 'devtools', type: 'hello', versions: [1], activity: true })
      for (const _ of [1, 2]) change()
      for (const _ of [1, 2]) await panel.next('flags-changed')
      broken.receive({ halyard: 'devtools', type: 'hello', versions: [1] })
      await panel.greet()
      expect(posted.at(-1)).toBe(failing)
      expect([posted.filter((type) => type === failing).length, watched()]).toEqual([1, 0])
      panel.close()
    }
  })
}
