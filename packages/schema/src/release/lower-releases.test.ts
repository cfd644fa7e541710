import { describe, expect, it } from 'vitest'
import type { Flag } from '../flag-set.ts'
import { parseFlagSet } from '../parse-flag-set.ts'
import { lowerReleases } from './lower-releases.ts'
import type { Release } from './release.ts'
import { restOf } from './rule-rest.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const now = { var: '$flagd.timestamp' }

function lower(release: unknown, targeting?: Flag['targeting']): Flag | undefined {
  const released = { ...flag, ...(targeting !== undefined && { targeting }), 'x-release': release as Release }
  return lowerReleases({ flags: { beta: released } }).flags.beta
}

describe('lowerReleases', () => {
  it('leaves a set without releases as it is', () => {
    const set = { flags: { beta: flag } }
    expect(lowerReleases(set)).toBe(set)
    const lowered = lowerReleases({ flags: { beta: { ...flag, 'x-release': {} } } })
    expect(lowered.flags.beta).toEqual(flag)
    expect(lowerReleases(lowered)).toBe(lowered)
  })

  it('[G1] asks trials first, then targets, then the rule, and gives the rollout to the rest', () => {
    const release: Release = {
      trials: [{ targetingKey: 'c-7', variant: 'on', until: 1000 }],
      targets: [{ when: { $ref: 'staff' }, variant: 'off' }],
      rollout: {
        slices: [
          ['on', 25_000],
          ['off', 75_000],
        ],
      },
    }
    expect(lower(release, { if: [{ var: 'crew' }, 'on'] })?.targeting).toEqual({
      if: [
        { and: [{ '===': [{ var: 'targetingKey' }, 'c-7'] }, { '<': [now, 1000] }] },
        'on',
        { $ref: 'staff' },
        'off',
        {
          if: [
            { var: 'crew' },
            'on',
            {
              fractional: [
                ['on', 25_000],
                ['off', 75_000],
              ],
            },
          ],
        },
      ],
    })
  })

  it('[G3] lets the last stage that has come decide, and needs no split where one variant has everything', () => {
    const release: Release = {
      rollout: { slices: [['off', 100_000]] },
      schedule: [
        { at: 200, slices: [['on', 100_000]] },
        {
          at: 100,
          slices: [
            ['on', 10_000],
            ['off', 90_000],
          ],
        },
      ],
    }
    expect(lower(release)?.targeting).toEqual({
      if: [
        { '>=': [now, 200] },
        'on',
        { '>=': [now, 100] },
        {
          fractional: [
            ['on', 10_000],
            ['off', 90_000],
          ],
        },
        'off',
      ],
    })
  })

  it.each([
    [{}, 'off'],
    [null, 'off'],
    [{ fractional: [['on'], ['off']] }, 'off'],
    [{ if: [{ var: 'a' }, 'on', 'on'] }, { if: [{ var: 'a' }, 'on', 'off'] }],
    [{ if: [1, 'on', { if: [2, 'on', 'on'] }] }, { if: [1, 'on', { if: [2, 'on', 'off'] }] }],
    [{ if: [1, 'on', { '?:': [2, 'on'] }] }, { if: [1, 'on', { '?:': [2, 'on', 'off'] }] }],
    [{ ends_with: [{ var: 'email' }, '@x'] }, { ends_with: [{ var: 'email' }, '@x'] }],
  ])('[G2] puts the rollout in the place of the rest of %j', (targeting, expected) => {
    expect(lower({ rollout: { slices: [['off', 100_000]] } }, targeting)?.targeting).toEqual(expected)
  })

  it.each([
    'text',
    { trials: 7 },
    { trials: [{ targetingKey: 'a', variant: 'onn', until: 1 }] },
    { targets: [{ variant: 'on' }] },
    { rollout: { slices: [['on', -1]] } },
    { rollout: { slices: [] } },
    { schedule: [{ at: 1, slices: [['on', 1]] }] },
  ])('[G4] leaves out %j, of which authors are warned', (release) => {
    expect(lower(release, 'on')).toEqual({ ...flag, targeting: 'on' })
    const { issues } = parseFlagSet({ flags: { beta: { ...flag, 'x-release': release } } })
    expect(issues.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual([
      expect.stringMatching(/^warning \/flags\/beta\/x-release/),
    ])
  })

  it('is held back by prerequisites, which authors are not warned of', () => {
    const parent = flag
    const child = {
      ...flag,
      'x-release': { rollout: { slices: [['on', 1]] } },
      'x-prerequisites': [{ flag: 'parent', variants: ['on'] }],
    }
    expect(parseFlagSet({ flags: { parent, child } }).issues).toEqual([])
  })

  it('is judged with its rules', () => {
    const release = { targets: [{ when: { $ref: 'staf' }, variant: 'on' }] }
    const { issues } = parseFlagSet({
      flags: { beta: { ...flag, 'x-release': release } },
      $evaluators: { staff: true },
    })
    expect(issues.map(({ pointer }) => pointer)).toContain('/flags/beta/x-release/targets/0/when/$ref')
  })
})

describe('restOf', () => {
  it.each([
    [undefined, null],
    [{ if: [1, 'on'] }, null],
    [{ if: [1, 'on', 'off'] }, 'off'],
    [{ if: [1, 'on', { if: [2, 'on', 'last'] }] }, 'last'],
    [{ '==': [1, 1] }, undefined],
    ['on', undefined],
  ])('of %j is %j', (rule, rest) => {
    expect(restOf(rule as Flag['targeting'])).toEqual(rest)
  })
})
