import { expect, it } from 'vitest'
import { change, snapshot } from '../testing/fake-source.ts'
import { type RevisionEvent, relateEvent } from './relate-event.ts'

it.each([
  [undefined, snapshot('l.1', {}), 'apply'],
  ['l.1', snapshot('l.9', {}), 'apply'],
  ['l.9', snapshot('m.1', {}), 'apply'],
  ['l.2', snapshot('l.2', {}), 'confirm'],
  ['l.2', snapshot('l.1', {}), 'confirm'],
  [undefined, change('l.1', 'l.2', {}), 'gap'],
  ['l.1', change('l.1', 'l.2', {}), 'apply'],
  ['l.1', change('l.2', 'l.3', {}), 'gap'],
  ['l.1', change('m.1', 'm.2', {}), 'gap'],
  ['l.3', change('l.2', 'l.3', {}), 'confirm'],
  ['l.3', { type: 'current', revision: 'l.3' }, 'confirm'],
  ['l.3', { type: 'current', revision: 'l.4' }, 'gap'],
  [undefined, { type: 'current', revision: 'l.4' }, 'gap'],
] as const)('holding %s, %o means %s', (held, event, meaning) => {
  expect(relateEvent(held, event as RevisionEvent)).toBe(meaning)
})
