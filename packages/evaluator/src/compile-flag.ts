import type { EvaluationDetails, Flag, FlagMetadata, FlagSet } from '@halyard/schema'
import { type CompiledRule, compileRule, type Decorate } from './compile-rule.ts'

/** A flag whose every possible answer is built, so that evaluating it only chooses one. */
export interface CompiledFlag {
  readonly metadata: FlagMetadata
  /** The answers of a rule that matches, by the name of the variant. */
  readonly answers: Map<unknown, EvaluationDetails>
  /** The answer where no rule decides; the fallback is meant where there is none. */
  standard?: EvaluationDetails
  /** The targeting. Without any, the default variant is static. */
  rule?: CompiledRule
  isDisabled?: boolean
  /** Why it cannot be used. */
  fault?: string
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
  flagSet: Pick<FlagSet, '$evaluators' | 'metadata'>,
  rules: Map<string, CompiledRule>,
  decorate?: Decorate,
): CompiledFlag {
  const { defaultVariant, state, targeting, variants } = flag
  const flagMetadata = { ...flagSet.metadata, ...flag.metadata }
  const compiled: CompiledFlag = { metadata: flagMetadata, answers: new Map() }
  try {
    if (state === 'DISABLED') compiled.isDisabled = true
    else if (state !== 'ENABLED') throw new Error('its state is unknown')
    else {
      if (targeting && Object.keys(targeting)[0]) {
        compiled.rule = compileRule(targeting, flagSet.$evaluators, rules, decorate)
      }
      for (const [variant, value] of Object.entries(variants)) {
        // no flag can hold null, but a set that nobody parsed may say so
        if (value === null) continue
        const answer = (reason: EvaluationDetails['reason']): EvaluationDetails =>
          Object.freeze({ flagKey, value, variant, reason, flagMetadata })
        compiled.answers.set(variant, answer('TARGETING_MATCH'))
        if (variant === defaultVariant) compiled.standard = answer(compiled.rule ? 'DEFAULT' : 'STATIC')
      }
      if (defaultVariant && !compiled.standard) throw new Error(`it has no variant "${defaultVariant}"`)
    }
  } catch (error) {
    compiled.fault = (error as Error).message
  }
  return compiled
}
