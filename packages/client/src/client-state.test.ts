import { expect, it } from 'vitest'
import { type ClientState, type Connection, clientStateOf } from './client-state.ts'
import type { Freshness } from './flag-client.ts'

const facts = { revision: 'l.1', storedAtMs: 5 } as const
const lost: Connection = { status: 'lost', attempt: 1, error: 'gone' }

it.each<[Connection, Freshness | undefined, ClientState]>([
  [{ status: 'idle' }, undefined, { status: 'idle' }],
  [{ status: 'idle' }, 'cached', { status: 'idle' }],
  [{ status: 'open' }, undefined, { status: 'loading' }],
  [{ status: 'open' }, 'cached', { status: 'cached', ...facts }],
  [{ status: 'open' }, 'live', { status: 'live', revision: 'l.1' }],
  [lost, undefined, { status: 'reconnecting', attempt: 1, error: 'gone' }],
  [lost, 'cached', { status: 'reconnecting', ...facts, attempt: 1, error: 'gone' }],
  [lost, 'live', { status: 'reconnecting', ...facts, attempt: 1, error: 'gone' }],
  [lost, 'stale', { status: 'stale', ...facts }],
  [{ status: 'stopped', error: '401' }, undefined, { status: 'stopped', error: '401' }],
  [{ status: 'stopped', error: '401' }, 'live', { status: 'stopped', revision: 'l.1', error: '401' }],
  [{ status: 'stopped' }, 'cached', { status: 'stopped', revision: 'l.1' }],
])('%o with flags that are %s → %o', (connection, freshness, state) => {
  expect(clientStateOf(connection, freshness && { ...facts, freshness })).toEqual(state)
})
