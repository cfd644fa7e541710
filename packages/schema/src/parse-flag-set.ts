import { admitExtent } from './admit-extent.ts'
import { checkReferences, type PlacedRule } from './check-references.ts'
import type { FlagSet } from './flag-set.ts'
import type { FlagSetIssue } from './flag-set-issue.ts'
import { BUCKETING_VERSION } from './flag-set-limits.ts'
import { createIssueCollector, type IssueCollector } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'
import { parseEvaluators } from './parse-evaluators.ts'
import { parseFlags } from './parse-flags.ts'
import { parseMetadata } from './parse-metadata.ts'

/**
 * What {@link parseFlagSet} found. `issues` lists errors before warnings, at most `MAX_ISSUES` in all;
 * `omittedIssues` counts the others.
 */
export type FlagSetResult =
  | {
      readonly ok: true
      /** Everything that can be used. The very input where nothing had to be left out or put in another form. */
      readonly flagSet: FlagSet
      readonly issues: readonly FlagSetIssue[]
      readonly omittedIssues: number
    }
  | { readonly ok: false; readonly issues: readonly FlagSetIssue[]; readonly omittedIssues: number }

/**
 * Judges a parsed JSON document as a flag set in flagd's format. Flags may be a map, or a list of flags with a `key`
 * as the flagd daemon takes it; properties that the format does not know are kept.
 *
 * - Rejected as a whole: no object, no `flags`, too many flags or shared rules, a string beyond its limit, a
 *   `defaultVariant` that names no variant.
 * - An `error` in a flag, a shared rule or an entry of metadata leaves that part out; the others load.
 * - Whatever is wrong inside targeting is a `warning`, and the flag stays: it alone answers as the evaluator says.
 *
 * @param input what `JSON.parse` gave. It is not changed, and the result shares its parts.
 * @returns the flag set and its issues; does not throw for anything that came out of `JSON.parse`.
 * @example
 * const result = parseFlagSet(JSON.parse(text))
 * for (const issue of result.issues) report(issue.severity, issue.pointer, issue.fix)
 * if (result.ok) use(result.flagSet)
 */
export function parseFlagSet(input: unknown): FlagSetResult {
  const issues = createIssueCollector()
  const flagSet = parseParts(input, issues)
  return flagSet && !issues.isRejected
    ? { ok: true, flagSet, ...issues.report() }
    : { ok: false, ...issues.report() }
}

function parseParts(input: unknown, issues: IssueCollector): FlagSet | undefined {
  if (!isJsonObject(input)) {
    issues.reject('', input, 'an object with "flags"', 'Give a flag set as one JSON object.')
    return undefined
  }
  if (!isJsonObject(input.flags) && !Array.isArray(input.flags)) {
    issues.reject('/flags', input.flags, 'an object of flags by key', 'Add "flags"; an empty object will do.')
    return undefined
  }
  const shared = new Map<string, PlacedRule>()
  const targeting: PlacedRule[] = []
  const given = Object.entries(input)
  const parsed = given
    .map(([name, value]): [string, unknown] => {
      if (name === 'flags') return [name, parseFlags(input, targeting, issues)]
      if (name === '$evaluators') return [name, parseEvaluators(value, shared, issues)]
      if (!admitExtent(value, joinPointer('', name), issues)) return [name, undefined]
      if (name === 'x-bucketing') checkBucketing(value, issues)
      return [name, name === 'metadata' ? parseMetadata(value, '/metadata', issues) : value]
    })
    .filter(([, value]) => value !== undefined)
  checkReferences(shared, targeting, issues)
  const isWhole = parsed.length === given.length && parsed.every(([name, value]) => value === input[name])
  return (isWhole ? input : Object.fromEntries(parsed)) as unknown as FlagSet
}

function checkBucketing(version: unknown, issues: IssueCollector): void {
  if (version === BUCKETING_VERSION) return
  const fix = `Convert the splits to version ${BUCKETING_VERSION}, or remove it: flags that split answer PARSE_ERROR until then.`
  issues.warning('/x-bucketing', version, `${BUCKETING_VERSION}`, fix)
}
