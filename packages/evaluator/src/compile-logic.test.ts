import { expect, it } from 'vitest'
import { compileLogic } from './compile-logic.ts'

it('says what is wrong with a rule instead of throwing', () => {
  expect(compileLogic({ log: 'x' })).toEqual({
    ok: false,
    message: 'The rule cannot be used: there is no operator "log".',
  })
  expect(compileLogic({ $ref: 'staff' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('"staff"'),
  })
})

it('takes "$flagd" for an attribute like any other', () => {
  const result = compileLogic({ var: '$flagd.timestamp' })
  expect(result.ok && result.apply({ $flagd: { timestamp: 7 } })).toBe(7)
  expect(result.ok && result.apply({})).toBeNull()
})

it.each<[string, unknown]>([
  ['a condition on an attribute', { '==': [{ var: 'plan' }, 'crew'] }],
  ['one that nothing would meet, too', { '<': [{ var: 'plan' }, 1] }],
  ['a list', { in: [{ var: 'plan' }, ['crew', 'team']] }],
  ['what every object inherits', { '!=': [{ var: 'toString' }, null] }],
])('[E23] sees in %s only what the data owns', (_, rule) => {
  const result = compileLogic(rule)
  const apply = result.ok ? result.apply : undefined
  expect(apply?.(Object.create({ plan: 'crew' }))).toBe(apply?.({}))
})
