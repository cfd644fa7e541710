import type { EvaluationContext, FlagSet, JsonValue } from '@halyard/schema'
import type { Logger } from '@openfeature/core'
import { FlagdCore } from '@openfeature/flagd-core'
import { type CompiledFlagSet, compileFlagSet } from '../../compile-flag-set.ts'
import { evaluate } from '../../evaluate.ts'
import { NOW_MS, SHARED_RULES, VARIANTS } from './generate-rules.ts'
import { KNOWN_DIFFERENCES, type KnownDifference, RAISING, rewriteRule } from './known-differences.ts'

/** A rule and a context for which the two evaluators answer differently. */
export interface Difference {
  readonly rule: JsonValue
  readonly context: EvaluationContext
  readonly flagKey: string
  readonly ours: string
  readonly theirs: string
}

const ignore = (): void => undefined
const SILENT: Logger = { error: ignore, warn: ignore, info: ignore, debug: ignore }
const FALLBACK = 'fallback'

/**
 * As it runs under a strict Content-Security-Policy. Compiled, it differs from itself: an absent attribute is the text
 * "null" within `cat`, and `all` holds for an absent list.
 */
const INTERPRETED = { disableDynamicCodeGeneration: true }

/** flagd-core makes an engine for each flag; what it holds is let go with the set. */
const FLAGS_PER_SET = 500

/**
 * Evaluates every rule for some of the contexts with both evaluators. `Date.now` must give `NOW_MS`, because flagd-core
 * asks it.
 *
 * @param contextsPerRule how many contexts each rule meets; from one rule to the next they are others.
 */
export function compareWithFlagdCore(
  rules: readonly JsonValue[],
  contexts: readonly EvaluationContext[],
  contextsPerRule: number,
): readonly Difference[] {
  const differences: Difference[] = []
  for (let start = 0; start < rules.length; start += FLAGS_PER_SET) {
    const entries = rules
      .slice(start, start + FLAGS_PER_SET)
      .map((rule, index) => [`flag-${start + index}`, rule] as const)
    const flagSet = toFlagSet(entries)
    const compiled = compileFlagSet(flagSet)
    const core = new FlagdCore(undefined, SILENT, INTERPRETED)
    core.setConfigurations(JSON.stringify(flagSet))
    for (const [place, [flagKey, rule]] of entries.entries()) {
      for (let turn = 0; turn < contextsPerRule; turn++) {
        const context = contexts[((start + place) * contextsPerRule + turn) % contexts.length] ?? {}
        const ours = toText(evaluate(compiled, flagKey, FALLBACK, context, { nowMs: NOW_MS }))
        const theirs = toText(core.resolveStringEvaluation(flagKey, FALLBACK, { ...context } as never))
        if (ours !== theirs) differences.push({ rule, context, flagKey, ours, theirs })
      }
    }
  }
  return differences
}

/**
 * The known differences that a difference comes from: those without which our evaluator does not come to
 * flagd-core's answer.
 *
 * @returns `undefined` where all known differences together do not explain it.
 */
export function explainDifference(difference: Difference): readonly KnownDifference[] | undefined {
  if (answerAs(difference, KNOWN_DIFFERENCES) !== difference.theirs) return undefined
  return KNOWN_DIFFERENCES.filter(
    (_, index) => answerAs(difference, WITHOUT_ONE[index]) !== difference.theirs,
  )
}

const WITHOUT_ONE = KNOWN_DIFFERENCES.map((known) => KNOWN_DIFFERENCES.filter((other) => other !== known))

/** Rules as flagd-core reads them, by these differences: most rules differ for several contexts. */
const compiledRules = new Map<string, Map<readonly KnownDifference[], CompiledFlagSet>>()

function compileAs({ rule, flagKey }: Difference, differences: readonly KnownDifference[]): CompiledFlagSet {
  const name = JSON.stringify([flagKey, rule])
  const known = compiledRules.get(name) ?? new Map<readonly KnownDifference[], CompiledFlagSet>()
  compiledRules.set(name, known)
  const compiled =
    known.get(differences) ?? compileFlagSet(toFlagSet([[flagKey, rewriteRule(rule, differences)]]))
  known.set(differences, compiled)
  return compiled
}

/** Our answer for the rule as flagd-core reads it. */
function answerAs(difference: Difference, differences: readonly KnownDifference[] = []): string {
  const { context, flagKey } = difference
  const compiled = compileAs(difference, differences)
  const raising = Object.defineProperty({ ...context }, RAISING, {
    get: () => {
      throw new Error('a rule reads what flagd-core refuses')
    },
  })
  return toText(evaluate(compiled, flagKey, FALLBACK, raising, { nowMs: NOW_MS }))
}

function toFlagSet(entries: readonly (readonly [flagKey: string, rule: JsonValue])[]): FlagSet {
  const variants = Object.fromEntries(VARIANTS.map((name) => [name, name]))
  const flags = entries.map(([flagKey, targeting]) => [
    flagKey,
    { state: 'ENABLED', variants, defaultVariant: 'c', targeting } as const,
  ])
  return { flags: Object.fromEntries(flags), $evaluators: SHARED_RULES }
}

function toText(details: {
  readonly value: unknown
  readonly variant?: string | undefined
  readonly reason?: string | undefined
  readonly errorCode?: string | undefined
}): string {
  const { value, variant, reason, errorCode } = details
  return JSON.stringify({ value, variant, reason, errorCode })
}
