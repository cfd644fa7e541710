import { expect, it } from 'vitest'
import type { MethodCall } from '../protocol/methods.ts'
import type { CreatePageSide } from './describe-page-side.ts'
import { createFakeActivity } from './fake-activity.ts'
import { createFakeClient } from './fake-client.ts'
import { connectPanel } from './fake-panel.ts'

const EXPLAIN = { type: 'request', method: 'explain', parameters: { flagKey: 'hero' } }

/** What a panel asks besides, and what it is told of what a page does with its flags. */
export function describeRequests(createPageSide: CreatePageSide): void {
  it('[E8] [E10] are answered to the panel that asks, each once, in any order', async () => {
    const registry = createPageSide()
    const settle: ((result: unknown) => void)[] = []
    const explain = () =>
      new Promise((resolve) => {
        settle.push(resolve)
      })
    registry.register(createFakeClient({}, { methods: { explain, 'set-context': () => null } }).client)
    const [panel, witness] = [connectPanel(registry), connectPanel(registry)]
    await witness.greet()
    const [client] = (await panel.greet()).clients
    expect(client?.methods).toEqual(['explain', 'set-context'])
    for (const requestId of [1, 2]) panel.say({ ...EXPLAIN, requestId, clientId: client?.clientId })
    settle[1]?.({ answer: 'two' })
    expect(await panel.next('response')).toMatchObject({ requestId: 2, result: { answer: 'two' } })
    settle[0]?.({ answer: 'one' })
    expect(await panel.next('response')).toMatchObject({ requestId: 1, result: { answer: 'one' } })
    await witness.greet()
    expect([panel.untaken, witness.untaken]).toEqual([[], []])
  })

  it('[E8] [R7] are answered with a sentence where nobody can answer', async () => {
    const registry = createPageSide()
    const methods = {
      explain() {
        throw new Error('closed')
      },
      'set-context': () => Promise.reject('offline'),
    }
    registry.register(createFakeClient({}, { methods }).client)
    const broken = {
      get methods(): object {
        throw new Error('no methods today')
      },
    }
    registry.register(createFakeClient({}, broken).client)
    const panel = connectPanel(registry)
    const { clients } = await panel.greet()
    const [clientId, failing] = clients.map((client) => client.clientId)
    const ask = async (parts: object): Promise<string> => {
      panel.say({ ...EXPLAIN, requestId: 5, clientId, ...parts })
      const response = await panel.next('response')
      expect(response).not.toHaveProperty('result')
      return 'error' in response ? response.error : ''
    }
    expect(await ask({})).toBe('closed')
    expect(await ask({ method: 'set-context', parameters: { context: {} } })).toBe('offline')
    expect(await ask({ method: 'reset-context', parameters: {} })).not.toBe('')
    for (const nobody of ['nobody', '__proto__', failing, undefined]) {
      expect(await ask({ clientId: nobody })).not.toBe('')
    }
  })

  it('[E9] [C11] call a method on its object, with the clients, and with the panel’s end', async () => {
    const registry = createPageSide()
    const calls: MethodCall[] = []
    const gone: string[] = []
    const methods = {
      own: 'mine',
      explain(parameters: unknown, call: MethodCall) {
        calls.push(call)
        call.onPanelGone(() => {
          gone.push('first')
          throw new Error('a callback')
        })
        call.onPanelGone(() => void gone.push('second'))
        return { own: this.own, parameters }
      },
    }
    const { client } = createFakeClient({}, { methods })
    registry.register(client)
    const panel = connectPanel(registry)
    const clientId = (await panel.greet()).clients[0]?.clientId ?? ''
    panel.say({ ...EXPLAIN, requestId: 1, clientId })
    expect(await panel.next('response')).toMatchObject({
      result: { own: 'mine', parameters: { flagKey: 'hero' } },
    })
    expect([calls[0]?.client(clientId), calls[0]?.client('nobody')]).toEqual([client, undefined])
    expect(gone).toEqual([])
    panel.say({ type: 'goodbye' })
    panel.close()
    expect(gone).toEqual(['first', 'second'])
    calls[0]?.onPanelGone(() => void gone.push('late'))
    expect(gone.at(-1)).toBe('late')
  })

  it('[E7] tell of activity to panels that ask, from the first moment of a client to its last', async () => {
    const registry = createPageSide()
    const { watchActivity, watched, tell } = createFakeActivity()
    const [panel, witness] = [connectPanel(registry), connectPanel(registry)]
    await witness.greet()
    await panel.greet({ activity: true })
    registry.register(createFakeClient({}, {}).client)
    const unregister = registry.register(createFakeClient({}, { watchActivity }).client)
    for (const _ of [1, 2]) await panel.next('client-added')
    expect(await panel.next('activity')).toMatchObject({ activity: { dropped: 7 } })
    await panel.greet({ activity: true })
    expect([panel.untaken, watched()]).toEqual([[], 1])
    tell(1)
    expect(await panel.next('activity')).toMatchObject({ activity: { dropped: 1 } })
    unregister()
    await panel.next('client-removed')
    expect(watched()).toBe(0)
    for (const _ of [1, 2]) await witness.next('client-added')
    await witness.next('client-removed')
    expect([panel.untaken, witness.untaken]).toEqual([[], []])
  })

  it('[E7] [C8] tell no more activity than was asked for', async () => {
    const registry = createPageSide()
    const { watchActivity, tell } = createFakeActivity()
    registry.register(createFakeClient({}, { watchActivity }).client)
    const panel = connectPanel(registry)
    await panel.greet({ activity: true, maxEvents: 1 })
    for (const dropped of [1, 2]) tell(dropped)
    expect(await panel.next('activity')).toMatchObject({ activity: { dropped: 7 } })
    panel.say({ type: 'more', maxEvents: 1 })
    expect(await panel.next('snapshot')).toMatchObject({ skipped: 2 })
  })
}
