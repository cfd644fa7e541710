import type { ClientReport, FlagReport } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { applyPageMessage, listFlags, type PageModel } from './page-model.ts'

const halyard = 'devtools'

function flag(flagKey: string, value: string): FlagReport {
  return { flagKey, value, reason: 'STATIC', flagMetadata: {}, observed: true }
}

function client(clientId: string, ...flags: FlagReport[]): ClientReport {
  return { clientId, sdk: '@halyard/client', state: 'live', context: {}, flags }
}

const model: PageModel = { sequence: 4, clients: [client('1', flag('a', 'x'), flag('b', 'x'))] }

describe('applyPageMessage', () => {
  it('begins with a snapshot, whatever was known before', () => {
    const snapshot = { halyard, type: 'snapshot', sequence: 9, clients: [client('2')] } as const
    expect(applyPageMessage(null, snapshot)).toEqual({ sequence: 9, clients: [client('2')] })
    expect(applyPageMessage(model, snapshot)).toEqual({ sequence: 9, clients: [client('2')] })
  })

  it('replaces changed flags and forgets removed ones', () => {
    const next = applyPageMessage(model, {
      halyard,
      type: 'flags-changed',
      sequence: 5,
      clientId: '1',
      cause: 'source',
      flags: [flag('a', 'y'), flag('c', 'y')],
      removed: ['b'],
    })
    expect(next).toEqual({ sequence: 5, clients: [client('1', flag('a', 'y'), flag('c', 'y'))] })
  })

  it('keeps the flags of a client whose state changed', () => {
    const { flags, ...described } = client('1')
    const changed = { ...described, state: 'reconnecting' }
    const next = applyPageMessage(model, { halyard, type: 'client-changed', sequence: 5, client: changed })
    expect(next).toEqual({ sequence: 5, clients: [{ ...changed, flags: model.clients[0]?.flags }] })
    expect(flags).toEqual([])
  })

  it('adds and removes clients', () => {
    const added = applyPageMessage(model, { halyard, type: 'client-added', sequence: 5, client: client('2') })
    expect(added).toMatchObject({ clients: [{ clientId: '1' }, { clientId: '2' }] })
    const removed = applyPageMessage(added as PageModel, {
      halyard,
      type: 'client-removed',
      sequence: 6,
      clientId: '1',
    })
    expect(removed).toMatchObject({ sequence: 6, clients: [{ clientId: '2' }] })
  })

  it('notices that something was lost', () => {
    const late = { halyard, type: 'client-removed', sequence: 6, clientId: '1' } as const
    expect(applyPageMessage(model, late)).toBe('gap')
    expect(applyPageMessage(null, late)).toBe('gap')
  })
})

describe('listFlags', () => {
  it('merges the clients of a page, the first one wins', () => {
    const clients = [client('1', flag('b', 'first')), client('2', flag('b', 'second'), flag('a', 'second'))]
    expect(listFlags({ sequence: 1, clients }).map(({ flagKey, value }) => [flagKey, value])).toEqual([
      ['a', 'second'],
      ['b', 'first'],
    ])
  })
})
