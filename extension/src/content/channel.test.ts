import { expect, it } from 'vitest'
import { parseRelayMessage } from './channel.ts'

it('reads only what parts of the extension say', () => {
  expect(parseRelayMessage({ halyard: 'roll-call' })).toEqual({ halyard: 'roll-call' })
  expect(parseRelayMessage({ halyard: 'document', visit: 2, more: 1 })).toEqual({
    halyard: 'document',
    visit: 2,
  })
  for (const other of [null, 'roll-call', {}, { halyard: 'document' }, { halyard: 'document', visit: '2' }]) {
    expect(parseRelayMessage(other)).toBeNull()
  }
})
