import { compileRule } from './compile-rule.ts'
import { openScope, run } from './logic.ts'

/** A rule that can be applied to any data, or what is wrong with it. */
export type LogicResult =
  | { readonly ok: true; readonly apply: (data: unknown) => unknown }
  | { readonly ok: false; readonly message: string }

/**
 * Compiles a rule on its own: JSONLogic with flagd's operators, without a flag, so that `$flagd` is an attribute like
 * any other, and without shared rules.
 *
 * @returns `apply`, which throws only what reading its data throws, and where loops take too long; or a sentence that says why there is none.
 * @example
 * const result = compileLogic({ '>': [{ var: 'age' }, 17] })
 * result.ok && result.apply({ age: 18 }) // true
 */
export function compileLogic(rule: unknown): LogicResult {
  try {
    const { logic } = compileRule(rule, {}, new Map())
    // no data is this object, so none is taken for an evaluation context
    const context = {}
    return { ok: true, apply: (data) => run(logic, data, openScope(context, '', 0)) }
  } catch (error) {
    return { ok: false, message: `The rule cannot be used: ${(error as Error).message}.` }
  }
}
