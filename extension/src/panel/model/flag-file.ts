import { compileFlagSet, evaluate, flagKeys } from '@halyard/evaluator'
import { type EvaluationContext, lowerPrerequisites, lowerReleases, parseFlagSet } from '@halyard/schema'
import type { FlagOutcome } from './page-snapshot.ts'

/** Says what every flag of a file gives for a context. */
export type FlagFileEvaluation = (context: EvaluationContext) => ReadonlyMap<string, FlagOutcome>

/** The flags of a file, or a sentence that says why it cannot be used. */
export type FlagFileResult =
  | { readonly ok: true; readonly evaluate: FlagFileEvaluation }
  | { readonly ok: false; readonly problem: string }

/**
 * Reads a file of flags, in flagd's format. It has no client that could be asked, so that Halyard's evaluator answers.
 *
 * @param json what `JSON.parse` gave.
 * @param nowMs the time that rules see, in milliseconds since 1970.
 */
export function readFlagFile(json: unknown, nowMs: number): FlagFileResult {
  const parsed = parseFlagSet(json)
  if (!parsed.ok) {
    const [issue] = parsed.issues
    return { ok: false, problem: `This file of flags cannot be used: ${issue?.pointer}: ${issue?.fix}` }
  }
  const compiled = compileFlagSet(lowerPrerequisites(lowerReleases(parsed.flagSet)))
  const keys = [...flagKeys(compiled)]
  return {
    ok: true,
    evaluate: (context) =>
      new Map(
        keys.map((flagKey) => {
          const { value, variant, reason } = evaluate(compiled, flagKey, undefined, context, { nowMs })
          return [
            flagKey,
            { ...(value !== undefined && { value }), ...(variant !== undefined && { variant }), reason },
          ]
        }),
      ),
  }
}
