import { isRevision } from '@halyard/protocol/wire'
import { diffFlagSets, type FlagSet, type FlagSetChanges } from '@halyard/schema'
import { DEFAULT_AUDIT_LIMIT } from '../environment-store.ts'
import type { Handler } from './call.ts'
import { type Problem, problem } from './problem.ts'
import { readCount } from './read-count.ts'
import { writeChanges } from './write-changes.ts'

/** How many audit entries one answer has at most. */
const MAX_AUDIT_LIMIT = 1000

/** `GET …/{environment}`: where it stands. */
export const readEnvironment: Handler = ({ store, params }) => {
  const { revision, flagSet } = store.authored()
  const body = { name: params.environment, revision, flags: Object.keys(flagSet.flags).length }
  return { body, version: revision }
}

/** `GET …/export`: the flags as they are written, in the flag format. */
export const exportEnvironment: Handler = ({ store }) => {
  const { revision, flagSet } = store.authored()
  return { body: flagSet, version: revision }
}

/** `GET …/audit`: what was written, the newest first; `?flag=`, `?before=`, `?limit=`. */
export const readAudit: Handler = ({ store, query }) => {
  const limit = readCount(query, 'limit', DEFAULT_AUDIT_LIMIT, MAX_AUDIT_LIMIT)
  const beforeNumber = readCount(query, 'before', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  if (typeof limit !== 'number') return limit
  if (typeof beforeNumber !== 'number') return beforeNumber
  const flagKey = query.get('flag') ?? undefined
  return { body: { entries: store.audit({ flagKey, limit, beforeNumber }) } }
}

/** `GET …/compare?with=`: what would have to change here for it to be as there. */
export const compareEnvironments: Handler = ({ store, query, environments }) => {
  const name = query.get('with') ?? ''
  const other = environments.get(name)
  if (!other) return problem('UNKNOWN_ENVIRONMENT', name)
  const { revision, flagSet } = store.authored()
  const there = other.authored()
  const changes = diffFlagSets(flagSet, there.flagSet) ?? {}
  return { body: { revision, otherRevision: there.revision, changes } }
}

/** `POST …/copy`: `{ from, flags?, segments? }`; without either list, everything, and what is not there is removed here. */
export const copyFromEnvironment: Handler = (call) => {
  const { from, flags, segments } = call.body
  const source = typeof from === 'string' ? call.environments.get(from) : undefined
  if (!source) return problem('UNKNOWN_ENVIRONMENT', String(from))
  const isNamed = flags !== undefined || segments !== undefined
  if (!isNames(flags) || !isNames(segments)) {
    return problem('INVALID_INPUT', '"flags" and "segments" are no lists of names.')
  }
  const there = source.authored().flagSet
  return writeChanges(
    call,
    'copy',
    (here) => (isNamed ? pick(there, flags ?? [], segments ?? []) : (diffFlagSets(here, there) ?? {})),
    '',
  )
}

/** `POST …/rollback`: `{ revision }`, the whole environment as it was then. */
export const rollbackEnvironment: Handler = (call) => {
  const { revision } = call.body
  if (!isRevision(revision))
    return problem('INVALID_INPUT', '"revision" is no revision, such as "k3x9q2.17".')
  const earlier = call.store.authoredAt(revision)
  if (!earlier) return problem('REVISION_NOT_FOUND', revision)
  return writeChanges(call, 'rollback', (here) => diffFlagSets(here, earlier) ?? {}, '')
}

function pick(
  there: FlagSet,
  flags: readonly string[],
  segments: readonly string[],
): FlagSetChanges | Problem {
  const missingFlag = flags.find((key) => !Object.hasOwn(there.flags, key))
  if (missingFlag !== undefined) return problem('FLAG_NOT_FOUND', missingFlag)
  const shared = there.$evaluators ?? {}
  const missingSegment = segments.find((name) => !Object.hasOwn(shared, name))
  if (missingSegment !== undefined) return problem('SEGMENT_NOT_FOUND', missingSegment)
  return {
    flags: Object.fromEntries(flags.map((key) => [key, there.flags[key] ?? null])),
    $evaluators: Object.fromEntries(segments.map((name) => [name, shared[name] ?? null])),
  }
}

function isNames(value: unknown): value is readonly string[] | undefined {
  return value === undefined || (Array.isArray(value) && value.every((name) => typeof name === 'string'))
}
