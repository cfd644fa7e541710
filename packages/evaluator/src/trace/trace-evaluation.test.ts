import type { EvaluationContext, Flag, FlagSet, TargetingRule } from '@halyard/schema'
import { expect, it } from 'vitest'
import { compileFlagSet, recompile } from '../compile-flag-set.ts'
import { explain } from '../explain/explain.ts'
import { nextChangeAt } from '../time/next-change-at.ts'

const options = { nowMs: 0 }
const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const other: Flag = { ...flag, targeting: { if: [{ var: 'other' }, 'on'] } }

/** A rule that counts how often it is read, which is once for each time it is compiled or put into words. */
function countReads(rule: { readonly [operator: string]: TargetingRule }): {
  readonly rule: TargetingRule
  readonly count: () => number
} {
  let reads = 0
  const [[operator, operands] = []] = Object.entries(rule)
  const get = () => {
    reads++
    return operands
  }
  return {
    rule: Object.defineProperty({}, operator as string, { enumerable: true, get }),
    count: () => reads,
  }
}

it('compiles a flag for whoever watches it once, and keeps that over changes of others', () => {
  const condition = countReads({ '==': [{ var: 'plan' }, 'crew'] })
  const shared = countReads({ '==': [{ var: 'staff' }, true] })
  const set: FlagSet = {
    flags: { f: { ...flag, targeting: { if: [{ or: [condition.rule, { $ref: 'staff' }] }, 'on'] } }, other },
    $evaluators: { staff: shared.rule },
  }
  const compiled = compileFlagSet(set)
  const ask = (asked: typeof compiled) => {
    expect(explain(asked, 'f', undefined, { plan: 'crew' }, options).details.variant).toBe('on')
    expect(explain(asked, 'f', undefined, {}, options).details.variant).toBe('off')
    expect(nextChangeAt(asked, 'f', {}, options)).toBeNull()
  }
  ask(compiled)
  const counts = [condition.count(), shared.count()]
  ask(compiled)
  ask(recompile(compiled, { flags: { other: null } }))
  expect([condition.count(), shared.count()]).toEqual(counts)
  const changed = recompile(compiled, { $evaluators: { staff: true } })
  expect(explain(changed, 'f', undefined, {}, options).details.variant).toBe('on')
  expect(explain(compiled, 'f', undefined, {}, options).details.variant).toBe('off')
})

it('watches one evaluation within another', () => {
  const compiled = compileFlagSet({
    flags: { outer: { ...flag, targeting: { if: [{ '==': [{ var: 'inner' }, 'on'] }, 'on'] } }, other },
  })
  const context = {
    get inner(): string {
      return explain(compiled, 'other', undefined, { other: true }, options).details.variant ?? ''
    },
  }
  const { details, tree } = explain(compiled, 'outer', undefined, context as EvaluationContext, options)
  expect(details.variant).toBe('on')
  expect(tree?.pointer).toBe('/flags/outer/targeting')
  expect(tree?.children[0]?.children[0]).toMatchObject({ operator: 'var', result: 'on', children: [] })
})
