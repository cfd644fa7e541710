import { describe, expect, it } from 'vitest'
import type { ClientState } from './client-state.ts'
import { type ConnectionEvent, nextState } from './connection-state.ts'

const held = { revision: 'l.1', storedAtMs: 5 } as const
const lost = { type: 'lost', attempt: 1, error: 'gone' } as const
const refused = { type: 'refused', error: '401' } as const

const idle: ClientState = { status: 'idle' }
const loading: ClientState = { status: 'loading' }
const cached: ClientState = { status: 'cached', ...held }
const live: ClientState = { status: 'live', revision: 'l.1' }
const reconnecting: ClientState = { status: 'reconnecting', ...held, attempt: 1, error: 'gone' }
const empty: ClientState = { status: 'reconnecting', attempt: 1, error: 'gone' }
const stale: ClientState = { status: 'stale', ...held }
const stopped: ClientState = { status: 'stopped', revision: 'l.1' }

describe('nextState', () => {
  it.each<[ClientState, ConnectionEvent, ClientState]>([
    [idle, { type: 'started' }, loading],
    [loading, { type: 'restored' }, cached],
    [empty, { type: 'restored' }, reconnecting],
    [live, { type: 'restored' }, cached],
    [loading, { type: 'confirmed' }, live],
    [cached, { type: 'confirmed' }, live],
    [stale, { type: 'confirmed' }, live],
    [cached, lost, reconnecting],
    [live, lost, reconnecting],
    [reconnecting, { type: 'aged' }, stale],
    [live, refused, { ...stopped, error: '401' }],
    [live, { type: 'closed' }, stopped],
  ])('%o, %o → %o', (state, event, next) => {
    expect(nextState(state, event, held)).toEqual(next)
  })

  it.each<[ClientState, ConnectionEvent]>([
    [live, { type: 'started' }],
    [live, { type: 'confirmed' }],
    [live, { type: 'aged' }],
    [stale, lost],
    [stopped, { type: 'confirmed' }],
    [stopped, { type: 'started' }],
    [stopped, refused],
  ])('%o stays as it is, identically, at %o', (state, event) => {
    expect(nextState(state, event, held)).toBe(state)
  })

  it('names no revision where nothing is held', () => {
    expect(nextState(loading, lost, undefined)).toEqual(empty)
    expect(nextState(loading, { type: 'closed' }, undefined)).toEqual({ status: 'stopped' })
    expect(nextState(loading, { type: 'confirmed' }, undefined)).toBe(loading)
  })
})
