import { describe, expect, it } from 'vitest'
import { MAX_INSIGHT_ENTRIES, MAX_INSIGHT_NAME_LENGTH, parseInsightBatch } from './insights.ts'

const id = 'b5c1e0a9d2f34786'
const exposure = { type: 'exposure', flagKey: 'checkout', variant: 'on', targetingKey: 'u1', ageMs: 5 }
const tracking = { type: 'tracking', name: 'order', value: -2.5, attributes: { currency: 'CHF' }, ageMs: 0 }
const read = (batch: unknown) => parseInsightBatch(JSON.stringify(batch))

describe('parseInsightBatch', () => {
  it('reads exposures and tracking events, and only what belongs to them', () => {
    const entries = [exposure, tracking, { ...exposure, targetingKey: undefined, email: 'a@b.ch' }]
    const { targetingKey: _, ...anonymous } = exposure
    expect(read({ id, entries })).toEqual({ id, entries: [exposure, tracking, anonymous] })
  })

  it('reads the attributes that a page tells of somebody', () => {
    const context = { plan: 'team', seats: 5, isTrial: false }
    const entries = [
      { ...exposure, context },
      { ...tracking, context },
    ]
    expect(read({ id, entries })).toEqual({ id, entries })
    const attributes = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a${index}`, '']))
    const longest = { ...attributes, a0: 'x'.repeat(2000 - JSON.stringify(attributes).length) }
    expect(read({ id, entries: [{ ...exposure, context: longest }] })).toBeTypeOf('object')
  })

  it('leaves out what a newer client has to tell', () => {
    expect(read({ id, entries: [{ type: 'scroll' }, exposure] })).toEqual({ id, entries: [exposure] })
  })

  it.each([
    ['the body is not a JSON object', 'no JSON'],
    ['the body is not a JSON object', '[]'],
    ['"id" must be 16 to 64 characters', JSON.stringify({ id: 'short', entries: [] })],
    ['"id" must be 16 to 64 characters', JSON.stringify({ id: `${id}\n`, entries: [] })],
    ['"id" must be 16 to 64 characters', JSON.stringify({ entries: [] })],
    ['"entries" must be a list of at most 500', JSON.stringify({ id })],
    [
      '"entries" must be a list of at most 500',
      JSON.stringify({ id, entries: Array(MAX_INSIGHT_ENTRIES + 1).fill(exposure) }),
    ],
  ])('says what is wrong with a batch: %s', (complaint, json) => {
    expect(parseInsightBatch(json)).toContain(complaint)
  })

  it('takes no number that is none', () => {
    const json = `{"id":"${id}","entries":[{"type":"tracking","name":"order","value":1e999,"ageMs":0}]}`
    expect(parseInsightBatch(json)).toBe('entry 0: "value" must be a number')
  })

  it.each([
    ['entry 1 is not an object', null],
    ['entry 1: "ageMs" must be a number from 0 on', { ...exposure, ageMs: -1 }],
    ['entry 1: "flagKey" must be text', { ...exposure, flagKey: '' }],
    ['entry 1: "variant" must be text', { ...exposure, variant: 1 }],
    ['entry 1: "targetingKey" must be text', { ...exposure, targetingKey: null }],
    ['entry 1: "name" must be text', { ...tracking, name: 'n'.repeat(MAX_INSIGHT_NAME_LENGTH + 1) }],
    ['entry 1: "value" must be a number', { ...tracking, value: '2' }],
    ['entry 1: "context" must be an object', { ...exposure, context: [] }],
    ['entry 1: "context" must be an object', { ...exposure, context: { plan: null } }],
    ['entry 1: "context" must be an object', { ...tracking, context: { address: { country: 'CH' } } }],
    ['entry 1: "context" must be an object', { ...exposure, context: { plan: 'x'.repeat(2000) } }],
    [
      'entry 1: "context" must be an object of at most 20 texts',
      { ...exposure, context: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [index, 0])) },
    ],
    ['entry 1: "attributes" must be an object', { ...tracking, attributes: [] }],
  ])('says which entry is wrong, and how: %s', (complaint, entry) => {
    expect(read({ id, entries: [exposure, entry] })).toContain(complaint)
  })
})
