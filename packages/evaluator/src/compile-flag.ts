import type { EvaluationDetails, Flag, FlagMetadata, FlagSet } from '@halyard/schema'
import { type CompiledRule, compileRule, type Decorate } from './compile-rule.ts'

/**
 * A flag whose every possible answer is built, so that evaluating it only chooses one. In one flat object: with 1,000
 * flags, what takes the time is to get at memory.
 */
export interface CompiledFlag {
  readonly flagMetadata: FlagMetadata
  /** The answers where a rule decides, by variant. It inherits nothing. */
  readonly answers: { readonly [variant: string]: EvaluationDetails }
  /** The answer where no rule decides. */
  readonly standard: EvaluationDetails | undefined
  /** Why the fallback is the answer where there is no other. */
  readonly why: 'DEFAULT' | 'DISABLED' | 'PARSE_ERROR'
  /** What is wrong with it, where it cannot be used. */
  readonly what: string | undefined
  /** The compiled rule, see {@link CompiledRule}. */
  readonly logic: unknown
  /** The shared rules that the rule needs. Where there is no rule, the default variant is static. */
  readonly uses: ReadonlySet<string> | undefined
}

/**
 * Compiles one flag. Total: a flag that cannot be used becomes one that says so.
 *
 * @param flag whatever stands under the key; nothing about it is taken for granted.
 * @param rules the compiled shared rules of the set, see {@link compileRule}.
 * @param decorate watches the targeting being evaluated; it then needs a map of `rules` of its own.
 */
export function compileFlag(
  flagKey: string,
  flag: Flag,
  flagSet: FlagSet,
  rules: Map<string, CompiledRule>,
  decorate?: Decorate,
): CompiledFlag {
  const answers: { [variant: string]: EvaluationDetails } = Object.create(null)
  let rule: CompiledRule | undefined
  let standard: EvaluationDetails | undefined
  let why: CompiledFlag['why'] = 'DEFAULT'
  let what: string | undefined
  let flagMetadata: FlagMetadata = {}
  try {
    const { defaultVariant, state, targeting, variants } = flag
    flagMetadata = { ...flagSet.metadata, ...flag.metadata }
    if (state === 'ENABLED') {
      if (targeting && Object.keys(targeting).length > 0) {
        rule = compileRule(targeting, flagSet, rules, decorate)
      }
      for (const [variant, value] of Object.entries(variants)) {
        // no flag can hold null, but a set that nobody parsed may say so
        if (value === null) continue
        const answer = (reason: EvaluationDetails['reason']): EvaluationDetails =>
          Object.freeze({ flagKey, value, variant, reason, flagMetadata })
        answers[variant] = answer('TARGETING_MATCH')
        if (variant === defaultVariant) standard = answer(rule ? 'DEFAULT' : 'STATIC')
      }
      if (defaultVariant && !standard) throw new Error(`it has no variant "${defaultVariant}"`)
    } else if (state === 'DISABLED') why = state
    else throw new Error('it has no known state')
  } catch (error) {
    // what a getter threw need not be an error
    why = 'PARSE_ERROR'
    what = `cannot be used: ${(error as Error | null)?.message || 'it cannot be read'}`
    standard = rule = undefined
  }
  return { flagMetadata, why, what, answers, standard, logic: rule?.logic, uses: rule?.uses }
}
