import type {
  EvaluationDetails,
  EvaluationErrorCode,
  Flag,
  FlagMetadata,
  FlagSet,
  FlagValue,
} from '@halyard/schema'
import { type CompiledRule, compileRule, type Decorate } from './compile-rule.ts'
import { type EvaluationScope, isScalar } from './logic.ts'

/** Why an evaluation answers with the fallback. */
export interface Refusal {
  readonly reason: 'DEFAULT' | 'DISABLED' | 'ERROR'
  readonly variant?: never
  readonly errorCode?: EvaluationErrorCode
  readonly errorMessage?: string
}

/** A flag whose every possible answer is built, so that evaluating it only chooses one. */
export interface CompiledFlag {
  readonly metadata: FlagMetadata
  /** Total. Gives the identical answer for the same variant each time. */
  readonly decide: (scope: EvaluationScope) => EvaluationDetails | Refusal
  /** The shared rules it needs; absent where a fault kept it from finding out. */
  readonly references?: ReadonlySet<string>
}

/** An `ERROR`, with a sentence for people. */
export function failure(errorCode: EvaluationErrorCode, errorMessage: string): Refusal {
  return { reason: 'ERROR', errorCode, errorMessage }
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
  const metadata = { ...flagSet.metadata, ...flag?.metadata }
  try {
    const { $evaluators = {} } = flagSet
    const { state, targeting } = flag
    const rule = state === 'ENABLED' && targeting && Object.keys(targeting).length > 0
    const compiled = rule ? compileRule(targeting, $evaluators, rules, decorate) : undefined
    const decide = compileDecision(flagKey, flag, compiled, metadata)
    return { metadata, decide, references: compiled?.references ?? new Set() }
  } catch (error) {
    const refusal = failure(
      'PARSE_ERROR',
      `The flag "${flagKey}" cannot be used: ${(error as Error).message}.`,
    )
    return { metadata, decide: () => refusal }
  }
}

function compileDecision(
  flagKey: string,
  { defaultVariant, state, variants }: Flag,
  rule: CompiledRule | undefined,
  flagMetadata: FlagMetadata,
): CompiledFlag['decide'] {
  if (state === 'DISABLED') return () => ({ reason: state })
  if (state !== 'ENABLED') throw new Error('its state is unknown')

  const answer = (
    variant: string,
    value: FlagValue,
    reason: EvaluationDetails['reason'],
  ): EvaluationDetails => Object.freeze({ flagKey, value, variant, reason, flagMetadata })
  const matches = new Map<string, EvaluationDetails>()
  for (const [name, value] of Object.entries(variants)) {
    // no flag can hold null, but a set that nobody parsed may say so
    if (value !== null) matches.set(name, answer(name, value, 'TARGETING_MATCH'))
  }
  let standard: EvaluationDetails | Refusal = { reason: 'DEFAULT' }
  if (defaultVariant) {
    const match = matches.get(defaultVariant)
    if (!match) throw new Error(`it has no variant "${defaultVariant}"`)
    standard = answer(defaultVariant, match.value, rule ? 'DEFAULT' : 'STATIC')
  }
  if (!rule) return () => standard
  return (scope) => {
    try {
      const result = rule.logic(scope.context, scope)
      if (result === undefined || result === null) return standard
      const name = isScalar(result) ? String(result) : undefined
      return (
        matches.get(name as string) ??
        failure(
          'GENERAL',
          `The targeting of "${flagKey}" gave ${name ?? 'a list or an object'}, which is no variant.`,
        )
      )
    } catch {
      // what was thrown is not looked at, because a hostile context may have made it
      return failure('GENERAL', `The targeting of "${flagKey}" met an attribute that cannot be read.`)
    }
  }
}
