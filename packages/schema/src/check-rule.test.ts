import { describe, expect, it } from 'vitest'
import { checkRule } from './check-rule.ts'
import { createIssueCollector } from './issue-collector.ts'

function warningsOf(rule: unknown): readonly string[] {
  const issues = createIssueCollector()
  checkRule(rule, '', issues)
  return issues.report().issues.map(({ severity, pointer }) => `${severity} ${pointer}`)
}

describe('checkRule', () => {
  it.each([
    ['an operand of each kind', { if: [{ in: [{ var: 'plan' }, ['a', 'b']] }, 'on', null] }],
    ['an empty rule', {}],
    ['a bare operand', { '!': { var: 'beta' } }],
    ['a computed weight', { fractional: [['on', { '-': [{ var: '$flagd.timestamp' }, 5] }], ['off']] }],
    ['a partial version', { sem_ver: [{ var: 'version' }, '^', 'v1'] }],
    ['a version as a number', { sem_ver: [1.2, '=', '1.2'] }],
    ['the ternary of JSONLogic', { '?:': [true, 'a', 'b'] }],
    ['"$flagd" as it is', { var: '$flagd' }],
  ])('has nothing against %s', (_, rule) => {
    expect(warningsOf(rule)).toEqual([])
  })

  it.each([
    ['an unknown operator', { if: [{ equals: [1, 1] }] }, '/if/0/equals'],
    ['an operator that every object inherits', { toString: [] }, '/toString'],
    ['too few operands', { '==': [1] }, '/=='],
    ['too many operands', { in: ['a', 'b', 'c'] }, '/in'],
    ['two operators in one object', { and: [{ var: 'a', '!': 'b' }] }, '/and/0'],
    ['a path that is not injected', { var: '$flagd.environment' }, '/var'],
    ['a path that is not injected, in a list', { var: ['$flagd.environment'] }, '/var'],
    ['a number where text is needed', { starts_with: [{ var: 'id' }, 5] }, '/starts_with/1'],
    ['an impossible comparison', { sem_ver: [{ var: 'v' }, '==', '1.0.0'] }, '/sem_ver/1'],
    ['an impossible version', { sem_ver: [{ var: 'v' }, '=', '1.0.0.0'] }, '/sem_ver/2'],
    ['a constant bucketing value', { fractional: ['all', ['on', 1]] }, '/fractional/0'],
    ['a bucket that is no list', { fractional: [['on', 1], 'off'] }, '/fractional/1'],
    [
      'a bucket with a list for its variant',
      {
        fractional: [
          ['on', 1],
          [['off'], 1],
        ],
      },
      '/fractional/1/0',
    ],
    ['a bucket of three', { fractional: [['on', 1, 2]] }, '/fractional/0'],
    [
      'a negative weight',
      {
        fractional: [
          ['on', 1],
          ['off', -1],
        ],
      },
      '/fractional/1/1',
    ],
    [
      'a weight of null',
      {
        fractional: [
          ['on', 1],
          ['off', null],
        ],
      },
      '/fractional/1/1',
    ],
    ['weights of nothing', { fractional: [['on', 0]] }, '/fractional'],
    [
      'weights beyond the sum',
      {
        fractional: [
          ['on', 2_147_483_647],
          ['off', 1],
        ],
      },
      '/fractional',
    ],
    ['a reference that is no name', { $ref: 5 }, '/$ref'],
  ])('warns of %s', (_, rule, pointer) => {
    expect(warningsOf(rule)).toContain(`warning ${pointer}`)
  })

  it('proposes the operator that was meant', () => {
    const issues = createIssueCollector()
    checkRule({ start_with: ['a', 'b'] }, '', issues)
    expect(issues.report().issues[0]?.fix).toContain('"starts_with"')
  })

  it('measures the rule and collects its references', () => {
    const rule = { if: [{ $ref: 'staff' }, [1, { var: 'x' }], { and: [{ $ref: 'beta' }] }] }
    expect(checkRule(rule, '/t', createIssueCollector())).toEqual({
      depth: 3,
      size: 6,
      references: [
        { name: 'staff', pointer: '/t/if/0/$ref', depth: 1 },
        { name: 'beta', pointer: '/t/if/2/and/0/$ref', depth: 2 },
      ],
    })
  })
})
