import type { EvaluationContext, Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from '../compile-flag-set.ts'
import { describeExplanation } from './describe-explanation.ts'
import { explain } from './explain.ts'
import { type Explanation, type ExplanationNode, MAX_EXPLANATION_NODES } from './explanation.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }

const flagSet: FlagSet = {
  flags: {
    static: flag,
    open: { ...flag, defaultVariant: null },
    disabled: { ...flag, state: 'DISABLED', targeting: { var: 'x' } },
    faulty: { ...flag, targeting: { nope: [] } },
    beta: {
      ...flag,
      targeting: {
        if: [
          { and: [{ $ref: 'crew/staff' }, { sem_ver: [{ var: 'version' }, '>=', '1.2'] }] },
          'on',
          { or: [{ '<': [{ var: 'age' }, 18] }, { '!': { var: 'consent' } }] },
          'off',
          {
            fractional: [
              ['on', 30],
              [{ var: 'other' }, 70],
            ],
          },
        ],
      },
    },
    choice: { ...flag, targeting: { if: [{ $ref: 'crew/staff' }, { $ref: 'half' }] } },
    named: { ...flag, targeting: { '?:': [false, 'on', { var: 'variant' }] } },
    wide: { ...flag, targeting: { if: [{ some: [{ var: 'list' }, { '>': [{ var: '' }, 1e9] }] }, 'on'] } },
  },
  $evaluators: {
    'crew/staff': { in: [{ var: 'plan' }, ['crew', 'staff']] },
    half: { fractional: [{ var: 'email' }, ['on'], ['off']] },
  },
}

const compiled = compileFlagSet(flagSet)

function explainFor(flagKey: string, context: EvaluationContext = {}): Explanation {
  return explain(compiled, flagKey, undefined, context, { nowMs: 0 })
}

function nodesOf(node: ExplanationNode | undefined): readonly ExplanationNode[] {
  return node ? [node, ...node.children.flatMap(nodesOf)] : []
}

/** What stands at a JSON pointer, to see that pointers lead where they should. */
function resolve(pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => (value as { readonly [key: string]: unknown })[step], flagSet)
}

describe('[X1] the tree', () => {
  it.each([['static'], ['open'], ['disabled'], ['faulty'], ['absent']])('is absent for %s', (flagKey) => {
    expect(explainFor(flagKey)).toEqual({ details: expect.anything(), omittedNodes: 0 })
  })

  it('holds what ran, with its place, its inputs and its result', () => {
    const { tree } = explainFor('beta', { plan: 'crew', version: 'v1.10' })
    expect(tree).toMatchObject({ pointer: '/flags/beta/targeting', operator: 'if', result: 'on' })
    const [both, ...others] = tree?.children ?? []
    expect(others).toEqual([])
    expect(both).toMatchObject({ label: 'crew/staff and (version >= "1.2")', result: true, decided: true })
    const [reference, version] = both?.children ?? []
    expect(reference).toMatchObject({ operator: '$ref', label: 'crew/staff', inputs: ['crew/staff'] })
    expect(reference?.children[0]).toMatchObject({ inputs: ['crew', ['crew', 'staff']], result: true })
    expect(version).toMatchObject({ inputs: ['v1.10', '>=', '1.2'] })
    expect(version?.children).toEqual([
      {
        pointer: '/flags/beta/targeting/if/0/and/1/sem_ver/0',
        operator: 'var',
        label: 'version',
        inputs: ['version'],
        result: 'v1.10',
        decided: true,
        children: [],
      },
    ])
  })

  it('has pointers that lead to the parts they name', () => {
    for (const context of [{ plan: 'crew' }, { targetingKey: 'u', consent: true, age: 20 }]) {
      for (const { pointer, operator } of nodesOf(explainFor('beta', context).tree)) {
        const part = resolve(pointer) as object
        expect(operator === 'list' ? Array.isArray(part) : Object.keys(part)[0] === operator).toBe(true)
      }
    }
  })

  it('marks what the outcome hangs on', () => {
    const { tree } = explainFor('beta', { plan: 'crew', version: '1.0', age: 20 })
    const [both, either] = tree?.children ?? []
    // neither matters: the second condition held
    expect(nodesOf(both).some(({ decided }) => decided)).toBe(false)
    expect(either?.children.map(({ decided }) => decided)).toEqual([false, true])
  })

  it('says how a split chose, with the text that was hashed', () => {
    const { tree } = explainFor('beta', { targetingKey: 'u1', consent: true, age: 20, other: 'off' })
    const split = nodesOf(tree).find(({ operator }) => operator === 'fractional')?.split
    expect(split).toEqual({
      hashed: 'betau1',
      bucket: expect.any(Number),
      total: 100,
      ranges: [
        { variant: 'on', from: 0, to: 30 },
        { variant: 'off', from: 30, to: 100 },
      ],
    })
    const byEmail = explainFor('choice', { plan: 'crew', email: 'é@example.com' }).tree
    expect(nodesOf(byEmail).at(-2)?.split).toMatchObject({ hashed: 'é@example.com', total: 2 })
  })

  it.each([[{}], [{ targetingKey: '' }], [{ targetingKey: 7 }]])(
    'says nothing of a split for %j',
    (subject) => {
      const context = { consent: true, age: 20, ...subject } as EvaluationContext
      expect(nodesOf(explainFor('beta', context).tree).some(({ split }) => split)).toBe(false)
    },
  )

  it('can be written as JSON, whatever the context holds', () => {
    const hostile: { [key: string]: unknown } = {
      version: Number.NaN,
      age: 10n,
      plan: {
        get x() {
          throw new Error('hostile')
        },
      },
      targetingKey: Symbol('u'),
      consent: 'x'.repeat(1_000),
    }
    hostile.self = hostile
    const explanation = explainFor('beta', hostile as EvaluationContext)
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
    const plan = nodesOf(explanation.tree).find(({ label }) => label === 'plan')
    expect(plan?.result).toBe('(cannot be read)')
    expect(JSON.stringify(explainFor('named', { variant: 'x'.repeat(1e6) })).length).toBeLessThan(1_500_000)
  })

  it('has a limit, and counts what it leaves out', () => {
    const { tree, omittedNodes, details } = explainFor('wide', {
      list: Array.from({ length: 10_000 }, () => 1),
    })
    expect(details.variant).toBe('off')
    expect(nodesOf(tree)).toHaveLength(MAX_EXPLANATION_NODES)
    // the "if", "some", "list", and two for each element
    expect(omittedNodes).toBe(20_003 - MAX_EXPLANATION_NODES)
  })

  it('shows where the data could not be read', () => {
    const hostile = {
      get plan(): never {
        throw new Error('hostile')
      },
    }
    const { tree, details, decidedBy } = explainFor('beta', hostile)
    expect(details.errorCode).toBe('GENERAL')
    expect(decidedBy).toBeUndefined()
    expect(nodesOf(tree).every(({ failed, result }) => failed && result === null)).toBe(true)
  })
})

describe('[X2] decidedBy', () => {
  it.each([
    ['beta', { plan: 'crew', version: '2' }, '/flags/beta/targeting/if/0'],
    ['beta', { age: 5 }, '/flags/beta/targeting/if/2'],
    ['beta', { targetingKey: 'u1', consent: true, age: 20, other: 'off' }, '/flags/beta/targeting/if/4'],
    ['beta', { consent: true, age: 20 }, undefined],
    ['choice', { plan: 'crew', email: 'a' }, '/$evaluators/half'],
    ['choice', { plan: 'crew' }, undefined],
    ['named', { variant: 'on' }, '/flags/named/targeting/?:/2'],
    ['named', {}, undefined],
  ])('%s for %j is %s', (flagKey, context, expected) => {
    expect(explainFor(flagKey, context).decidedBy).toBe(expected)
  })
})

describe('describeExplanation', () => {
  it('gives the outcome, and below it what it hangs on', () => {
    expect(describeExplanation(explainFor('beta', { plan: 'crew', version: '1.3' }))).toEqual([
      '"on" because crew/staff and (version >= "1.2").',
      '  crew/staff and (version >= "1.2") is true',
      '    crew/staff is true',
      '      plan in ["crew", "staff"] is true',
      '        plan is "crew"',
      '    version >= "1.2" is true',
      '      version is "1.3"',
    ])
  })

  it('tells of a split and of what is absent', () => {
    const lines = describeExplanation(explainFor('beta', { targetingKey: 'u1', consent: true, age: 20 }))
    expect(lines).toContain('        plan is absent')
    expect(lines.some((line) => /^ {2}split: "betau1" is at \d+ of 100, which is /.test(line))).toBe(true)
  })

  it.each([
    ['static', {}, '"off", because the flag has no targeting.'],
    ['open', {}, 'The fallback, because the flag has no default variant.'],
    ['disabled', {}, 'The fallback, because the flag is disabled.'],
    ['named', {}, '"off", because no rule names a variant.'],
  ])('%s', (flagKey, context, expected) => {
    expect(describeExplanation(explainFor(flagKey, context))[0]).toBe(expected)
  })

  it.each([['absent'], ['faulty']])('says what is wrong with a flag: %s', (flagKey) => {
    const explanation = explainFor(flagKey)
    expect(explanation.details.errorMessage).toContain(flagKey)
    expect(describeExplanation(explanation)).toEqual([`The fallback: ${explanation.details.errorMessage}`])
  })
})
