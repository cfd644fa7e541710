import {
  applyFlagSetChanges,
  diffFlagSets,
  type FlagSet,
  type FlagSetChanges,
  type FlagSetIssue,
  parseFlagSet,
} from '@halyard/schema'
import { partsOf } from '../environment-store.ts'
import { serveFlagSet } from '../serve-flag-set.ts'
import { affectedPart } from './affected-part.ts'
import type { Reply, WriteCall } from './call.ts'
import { dryRun } from './dry-run.ts'
import { isProblem, type Problem, problem } from './problem.ts'

/** How often a write is decided anew because another process wrote in the same instant. */
const MAX_ATTEMPTS = 5

/**
 * Decides on a write and does it, or says what it would do. Where nothing stands in `If-Match`, it is decided anew on what
 * another process wrote in between.
 *
 * @param action what was meant, for the audit log.
 * @param decide says what is to change, given what is there. Pure: it may be asked several times.
 * @param part what the answer's version is of, such as `/flags/checkout`.
 */
export async function writeChanges(
  call: WriteCall,
  action: string,
  decide: (flagSet: FlagSet) => FlagSetChanges | Problem,
  part: string,
): Promise<Reply | Problem> {
  const { store, basedOn, author, reason, nowMs } = call
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { revision, flagSet } = store.authored()
    const changes = decide(flagSet)
    if (isProblem(changes)) return changes
    const after = applyFlagSetChanges(flagSet, changes)
    const issues = issuesOf(after, changes)
    if (issues.some(({ severity }) => severity === 'error')) return problem('INVALID_FLAG', part, { issues })
    if (call.isDryRun) return answerDryRun(call, flagSet, after, issues)
    try {
      const note = { author, action, reason, nowMs }
      const outcome = await store.write({ ...note, changes, basedOn: basedOn ?? revision })
      if (outcome.status === 'read-only') return problem('READ_ONLY', part)
      if (outcome.status === 'conflict') {
        if (basedOn === undefined) continue
        return problem('CONFLICT', part, { other: outcome.other ?? null, version: store.versionOf(part) })
      }
      const entry = outcome.status === 'written' ? outcome.entry : null
      const body = { revision: store.authored().revision, entry, issues }
      return { body, version: store.versionOf(part) }
    } catch (error) {
      return problem('STORE_FAILED', (error as Error).message)
    }
  }
  return problem('BUSY', part)
}

function answerDryRun(
  { nowMs, contexts }: WriteCall,
  before: FlagSet,
  after: FlagSet,
  issues: readonly FlagSetIssue[],
): Reply {
  const [servedBefore, servedAfter] = [before, after].map((flagSet) => serveFlagSet(flagSet, 'server'))
  const servedChanges = diffFlagSets(servedBefore as FlagSet, servedAfter as FlagSet) ?? {}
  const undo = diffFlagSets(after, before) ?? {}
  const sample = dryRun(before, after, servedChanges, contexts, nowMs)
  const done = diffFlagSets(before, after) ?? {}
  return { body: { isDryRun: true, before: undo, after: done, sample, issues } }
}

/** What is wrong with that which changes; what was wrong elsewhere before is nobody's concern now. */
function issuesOf(flagSet: FlagSet, changes: FlagSetChanges): readonly FlagSetIssue[] {
  const { issues } = parseFlagSet(affectedPart(flagSet, changes))
  const parts = partsOf(changes)
  return issues.filter(
    ({ pointer }) =>
      pointer === '' ||
      pointer === '/flags' ||
      parts.some((part) => pointer === part || pointer.startsWith(`${part}/`)),
  )
}
