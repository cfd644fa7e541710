import { expect, it } from 'vitest'
import { trackingEntry } from './tracking-entry.ts'

it('has the name, the number, the attributes as they are now, and who did it', () => {
  const item = { sku: 'a', tags: ['x'] }
  const entry = trackingEntry('order', { value: 2.5, item, note: undefined }, { targetingKey: 'u1' }, 7)
  item.sku = 'changed'
  expect(entry).toEqual({
    atMs: 7,
    insight: {
      type: 'tracking',
      name: 'order',
      value: 2.5,
      attributes: { item: { sku: 'a', tags: ['x'] } },
      targetingKey: 'u1',
    },
  })
})

it('needs nothing but a name', () => {
  expect(trackingEntry('order', undefined, {}, 7)).toEqual({
    atMs: 7,
    insight: { type: 'tracking', name: 'order' },
  })
})

const circle: Record<string, unknown> = {}
circle.self = circle

it.each([
  ['needs a name of 1 to 1000 characters', '', {}],
  ['needs a name of 1 to 1000 characters', 'n'.repeat(1001), {}],
  ['its value is NaN, and has to be a number', 'order', { value: Number.NaN }],
  ['its attributes are no JSON', 'order', circle as never],
  ['it takes more than 10000 bytes', 'order', { text: 'ü'.repeat(5000) }],
])('is not counted, and says why: %s', (complaint, name, details) => {
  expect(trackingEntry(name, details, {}, 0)).toContain(complaint)
})
