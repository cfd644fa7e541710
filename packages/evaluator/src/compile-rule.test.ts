import { type FlagSet, MAX_NESTING_DEPTH, type TargetingRule } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { type CompiledRule, compileRule } from './compile-rule.ts'
import { openScope, run } from './logic.ts'

function nest(levels: number, innermost: unknown): unknown {
  let rule = innermost
  for (let level = 0; level < levels; level++) rule = { '!': [rule] }
  return rule
}

/** Rules `e0` to `e<length - 1>`, each made of the one before. */
function chain(
  length: number,
  link: (previous: TargetingRule) => TargetingRule,
): NonNullable<FlagSet['$evaluators']> {
  const rules = Array.from({ length }, (_, i): [string, TargetingRule] => [
    `e${i}`,
    i === 0 ? { var: 'x' } : link({ $ref: `e${i - 1}` }),
  ])
  return Object.fromEntries(rules)
}

describe('[E10] limits of a rule', () => {
  it('admits the greatest depth and refuses one level more', () => {
    expect(compileRule(nest(MAX_NESTING_DEPTH - 1, { var: 'x' }), {}, new Map()).depth).toBe(
      MAX_NESTING_DEPTH,
    )
    expect(() => compileRule(nest(MAX_NESTING_DEPTH, { var: 'x' }), {}, new Map())).toThrow('levels')
  })

  it('refuses a rule of 10,000 levels, and a list of as many', () => {
    expect(() => compileRule(nest(10_000, 1), {}, new Map())).toThrow('levels')
    expect(() => compileRule(JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)), {}, new Map())).toThrow(
      'levels',
    )
  })

  it('refuses a chain of references that is too deep, also where its beginning is compiled already', () => {
    const source = chain(1_000, (previous) => previous)
    const shared = new Map<string, CompiledRule>()
    expect(compileRule({ $ref: 'e200' }, { $evaluators: source }, shared).depth).toBe(202)
    expect(() => compileRule({ $ref: 'e400' }, { $evaluators: source }, shared)).toThrow('levels')
    expect(() => compileRule({ $ref: 'e400' }, { $evaluators: source }, new Map())).toThrow('levels')
    expect(
      run(
        compileRule({ $ref: 'e200' }, { $evaluators: source }, shared).logic,
        { x: 5 },
        openScope({}, '', 0),
      ),
    ).toBe(5)
  })

  it('refuses references that multiply beyond all bounds', () => {
    const source = chain(40, (previous) => ({ '+': [previous, previous] }))
    expect(() => compileRule({ $ref: 'e39' }, { $evaluators: source }, new Map())).toThrow('parts')
    expect(compileRule({ $ref: 'e10' }, { $evaluators: source }, new Map()).size).toBe(2 ** 10 * 4 - 2)
  })

  it('[L3] refuses a long list, or a long text, that is referred to again and again', () => {
    const source = { list: Array.from({ length: 32_000 }, () => 0), text: 'x'.repeat(32_000) }
    for (const name of ['list', 'text']) {
      const all = (count: number) => ({ merge: Array.from({ length: count }, () => ({ $ref: name })) })
      expect(compileRule(all(45), { $evaluators: source }, new Map()).size).toBeGreaterThan(45_000)
      expect(() => compileRule(all(50), { $evaluators: source }, new Map())).toThrow('parts')
    }
  })

  it('refuses references in a circle', () => {
    const source = { a: { '!': { $ref: 'b' } }, b: { '!': { $ref: 'a' } } }
    expect(() => compileRule({ $ref: 'a' }, { $evaluators: source }, new Map())).toThrow('refers to itself')
  })
})

describe('[E25] references', () => {
  it('are compiled once and named all, those of shared rules included', () => {
    const source = { a: { and: [{ $ref: 'b' }, { $ref: 'c' }] }, b: { var: 'b' }, c: { $ref: 'b' }, d: {} }
    const shared = new Map<string, CompiledRule>()
    const { uses } = compileRule({ or: [{ $ref: 'a' }, { $ref: 'b' }] }, { $evaluators: source }, shared)
    expect([...uses].toSorted()).toEqual(['a', 'b', 'c'])
    expect([...shared.keys()].toSorted()).toEqual(['a', 'b', 'c'])
    const { logic } = compileRule({ $ref: 'b' }, { $evaluators: source }, shared)
    expect(logic).toBe(shared.get('b')?.logic)
  })

  it('do not reach what every object inherits', () => {
    expect(() => compileRule({ $ref: 'constructor' }, {}, new Map())).toThrow('"constructor"')
  })
})

describe('a decorator', () => {
  it('sees every part but scalars, inner ones first, and runs in their place', () => {
    const rule = { if: [{ $ref: 'staff' }, [{ var: 'x' }, 'y'], { a: 1, b: [] }] }
    const staff = { in: [{ var: 'role' }, ['admin', 'support']] }
    const seen: object[] = []
    const ran: [object, unknown][] = []
    const { logic } = compileRule(rule, { $evaluators: { staff } }, new Map(), (part, inner) => {
      seen.push(part)
      return (data, scope) => {
        const result = inner(data, scope)
        ran.push([part, result])
        return result
      }
    })
    const [reference, list, value] = rule.if
    const [role, roles] = staff.in
    expect(seen).toEqual([role, roles, staff, reference, (list as unknown[])[0], list, value, rule])
    expect(seen.every((part, index) => seen.indexOf(part) === index)).toBe(true)

    const scope = openScope({}, 'f', 0)
    expect(run(logic, { role: 'admin', x: 1 }, scope)).toEqual([1, 'y'])
    const results = new Map(ran)
    expect(results.get(reference as object)).toBe(true)
    expect(results.get(role as object)).toBe('admin')
    expect(results.has(value as object)).toBe(false)
  })
})
