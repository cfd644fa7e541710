import { expect, it } from 'vitest'
import { parseHookMessage, parseRelayMessage } from './channel.ts'

it('reads only what parts of the extension say', () => {
  expect(parseRelayMessage({ halyard: 'roll-call' })).toEqual({ halyard: 'roll-call' })
  expect(parseRelayMessage({ halyard: 'count' })).toEqual({ halyard: 'count' })
  expect(parseRelayMessage({ halyard: 'document', visit: 2, more: 1 })).toEqual({
    halyard: 'document',
    visit: 2,
  })
  expect(parseRelayMessage({ halyard: 'overridden', count: 3 })).toEqual({ halyard: 'overridden', count: 3 })
  expect(parseRelayMessage({ halyard: 'marker', isShown: true })).toEqual({
    halyard: 'marker',
    isShown: true,
  })
  for (const other of [
    null,
    'roll-call',
    {},
    { halyard: 'document' },
    { halyard: 'document', visit: '2' },
    { halyard: 'overridden', count: -1 },
    { halyard: 'marker', isShown: 1 },
  ]) {
    expect(parseRelayMessage(other)).toBeNull()
  }
})

it('reads a count from a page, and nothing else', () => {
  expect(parseHookMessage({ overridden: 2, more: 1 })).toEqual({ overridden: 2 })
  for (const other of [null, 2, {}, { overridden: '2' }, { overridden: 1.5 }, { overridden: -1 }]) {
    expect(parseHookMessage(other)).toBeNull()
  }
})
