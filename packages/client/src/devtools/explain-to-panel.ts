import {
  type EvaluatedFlag,
  type ExplanationReport,
  type FlagUses,
  MAX_RULE_TEXT,
  MAX_USES,
} from '@halyard/devtools'
import {
  compileFlagSet,
  type Explanation,
  explain,
  type FlagReferences,
  nextChangeAt,
  referencesOf,
  type UntypedEvaluationDetails,
} from '@halyard/evaluator'
import { type EvaluationContext, type FlagSet, VARIANT_RULE_PREFIX } from '@halyard/schema'
import { compileHeld, explainServed } from '../explain-served.ts'
import type { ClientInspection } from '../inspection.ts'

/**
 * Explains a flag to somebody who does not have its rules.
 *
 * @param dryContext whom to explain it for. @default the one that the page is evaluated for
 * @returns a copy that says no more than a panel takes.
 */
export function explainToPanel(
  inspection: ClientInspection,
  flagKey: string,
  dryContext?: EvaluationContext,
): ExplanationReport {
  const { store, now } = inspection
  const { held } = store.inputs
  const context = dryContext ?? store.inputs.context
  const { tree, decidedBy, omittedNodes } = explainServed(inspection, flagKey, context)
  const current = store.evaluate(flagKey)
  const served = dryContext
    ? held?.view.evaluate(flagKey, undefined, context, now(), held.freshness)
    : (current.original ?? current)
  const compiled = compileHeld(inspection)
  const nextChangeAtMs = nextChangeAt(compiled, flagKey, context, { nowMs: now() })
  const rule = held?.view.flag(flagKey)?.targeting
  return {
    outcome: outcomeOf(served ?? current),
    ...(tree && { tree }),
    ...(decidedBy !== undefined && { decidedBy }),
    omittedParts: omittedNodes,
    ...(nextChangeAtMs !== null && { nextChangeAtMs }),
    ...(rule !== undefined && { rule: ruleText(rule) }),
    uses: usesOf(referencesOf(compiled, flagKey), (name) =>
      explainSegment(name, flagKey, compiled.flagSet, context, now()),
    ),
  }
}

/** What of an evaluation a panel is told. */
export function outcomeOf(details: UntypedEvaluationDetails): EvaluatedFlag {
  const { flagKey, value, variant, reason, errorMessage } = details
  return {
    flagKey,
    ...(value !== undefined && { value }),
    ...(variant !== undefined && { variant }),
    reason,
    ...(errorMessage !== undefined && { errorMessage }),
  }
}

function usesOf(
  { attributes, evaluators, flags, usesTime, usesTargetingKey }: FlagReferences,
  describe: (name: string) => FlagUses['segments'][number],
): FlagUses {
  const segments = evaluators.filter((name) => !name.startsWith(VARIANT_RULE_PREFIX))
  return {
    attributes: attributes.slice(0, MAX_USES),
    targetingKey: usesTargetingKey,
    time: usesTime,
    segments: segments.slice(0, MAX_USES).map(describe),
    flags: flags.slice(0, MAX_USES),
  }
}

/** Has the evaluator run a shared rule on its own, under the key of the flag, which splits hash. */
function explainSegment(
  name: string,
  flagKey: string,
  { $evaluators = {} }: FlagSet,
  context: EvaluationContext,
  nowMs: number,
): FlagUses['segments'][number] {
  const probe: FlagSet = {
    flags: { [flagKey]: { state: 'ENABLED', variants: { any: true }, targeting: { $ref: name } } },
    $evaluators,
  }
  const { tree }: Explanation = explain(compileFlagSet(probe), flagKey, undefined, context, { nowMs })
  return {
    name,
    ...(tree && !tree.failed && { result: tree.result }),
    rule: ruleText($evaluators[name]),
  }
}

function ruleText(rule: unknown): string {
  const text = JSON.stringify(rule, null, 2) ?? ''
  return text.length > MAX_RULE_TEXT ? `${text.slice(0, MAX_RULE_TEXT - 1)}…` : text
}
