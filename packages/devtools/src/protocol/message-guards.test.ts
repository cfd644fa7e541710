import { describe, expect, it } from 'vitest'
import { parsePageMessage, parsePanelMessage } from './messages.ts'
import { RESULT_GUARDS } from './methods.ts'

const READ = { kind: 'read', atMs: 5, flagKey: 'hero', outcome: { value: 'A', reason: 'STATIC' } }

describe('the terms of an override', () => {
  const message = { halyard: 'devtools', type: 'set-override', clientId: '1', flagKey: 'hero', value: 'bold' }

  it.each([{ scope: 'everywhere' }, { expiresAtMs: 'tomorrow' }])('are judged: %j', (terms) => {
    expect(parsePanelMessage({ ...message, ...terms })).toBeNull()
  })

  it.each([
    [{ scopes: ['tab', 'origin'], canExpire: true, isKept: true }, true],
    [{ scopes: [], canExpire: false, isKept: false, refusal: 'not here' }, true],
    [{ scopes: ['world'], canExpire: true, isKept: true }, false],
    [{ scopes: ['tab'], canExpire: true }, false],
    ['all', false],
  ])('are read of a client that says which it supports: %j', (overriding, isAccepted) => {
    const client = { clientId: '1', sdk: 'fake', state: 'live', context: {}, overriding }
    const changed = { halyard: 'devtools', type: 'client-changed', sequence: 1, client }
    expect(parsePageMessage(changed) !== null).toBe(isAccepted)
  })

  it.each([
    [{ scope: 'tab', expiresAtMs: 1_000 }, true],
    [{ scope: 'of their own' }, true],
    [{}, false],
    [{ scope: 'tab', expiresAtMs: 'tomorrow' }, false],
    ['tab', false],
  ])('lets a panel read who overrides a flag and until when: %j', (override, isAccepted) => {
    const flag = { flagKey: 'hero', reason: 'OVERRIDE', flagMetadata: {}, observed: true, override }
    const message = {
      halyard: 'devtools',
      type: 'flags-changed',
      sequence: 1,
      clientId: '1',
      cause: 'override',
    }
    expect(parsePageMessage({ ...message, flags: [flag], removed: [] }) !== null).toBe(isAccepted)
  })
})

describe('what a page keeps', () => {
  it.each([
    [[{ flagKey: 'hero', value: 'bold', scope: 'tab', expiresAtMs: 1 }], true],
    [[{ flagKey: 'hero', value: null, scope: 'tab' }], false],
    [[{ flagKey: 'hero', value: 1 }], false],
    [{}, false],
  ])('is judged: %j', (kept, isAccepted) => {
    expect(RESULT_GUARDS['kept-overrides'](kept)).toBe(isAccepted)
  })
})

describe('activity', () => {
  it.each([
    [{ entries: [READ] }, true],
    [{ entries: [{ ...READ, kind: 'constructor' }] }, false],
    [{ entries: [{ ...READ, kind: 'change' }] }, false],
    [{ entries: [{ ...READ, atMs: 1e300 }] }, false],
    [{ entries: [{ kind: 'tracking', atMs: 5, name: 'order', details: 7 }] }, false],
    [{ reads: [{ flagKey: 'hero', count: 2, lastAtMs: 5, newReaders: ['at a'] }] }, true],
    [{ reads: [{ flagKey: 'hero', count: 0.5, lastAtMs: 5 }] }, false],
    [{ dropped: 'many' }, false],
  ])('is read by a panel where it is what it has to be: %j', (parts, isRead) => {
    const message = {
      halyard: 'devtools',
      type: 'activity',
      clientId: '1',
      activity: { sinceMs: 1, readsSinceMs: 2, entries: [], dropped: 0, reads: [], ...parts },
    }
    expect(parsePageMessage(message) !== null).toBe(isRead)
  })
})
