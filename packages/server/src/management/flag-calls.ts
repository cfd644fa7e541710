import { isRevision } from '@halyard/protocol/wire'
import { type Flag, isJsonObject } from '@halyard/schema'
import { flagPart } from '../environment-store.ts'
import type { Call, Handler, Reply, WriteCall } from './call.ts'
import { INTENTS } from './intents/intents.ts'
import { mergePatch } from './merge-patch.ts'
import { isProblem, type Problem, problem } from './problem.ts'
import { writeChanges } from './write-changes.ts'

/** `GET …/flags`: all of them, those that are archived only with `?archived=true`. */
export const listFlags: Handler = ({ store, query }) => {
  const { revision, flagSet } = store.authored()
  const wantsArchived = query.get('archived') === 'true'
  const flags = Object.entries(flagSet.flags)
    .filter(([, flag]) => wantsArchived || !flag['x-archived'])
    .map(([key, flag]) => ({ key, version: store.versionOf(flagPart(key)), flag }))
  return { body: { revision, flags }, version: revision }
}

/** `GET …/flags/{key}` */
export const readFlag: Handler = ({ store, params }) => {
  const { key = '' } = params
  const flag = flagOf(store.authored().flagSet.flags, key)
  const version = store.versionOf(flagPart(key))
  return flag ? { body: { key, version, flag }, version } : problem('FLAG_NOT_FOUND', key)
}

/** `POST …/flags`: `{ key, flag }`; never replaces one. */
export const createFlag: Handler = async (call) => {
  const { key } = call.body
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY_LENGTH) {
    return problem('INVALID_INPUT', `"key" is no text of 1 to ${MAX_KEY_LENGTH} characters.`)
  }
  const reply = await writeFlag(call, key, 'create', (flag) =>
    flag ? problem('FLAG_EXISTS', key) : readDefinition(call),
  )
  return isProblem(reply) || call.isDryRun ? reply : { ...reply, status: 201 }
}

/** `PUT …/flags/{key}`: `{ flag }`, there or not. */
export const replaceFlag: Handler = (call) =>
  writeFlag(call, call.params.key ?? '', 'replace', () => readDefinition(call))

/** `PATCH …/flags/{key}`: `{ patch }`, a JSON Merge Patch. */
export const patchFlag: Handler = (call) =>
  writeExistingFlag(call, call.params.key ?? '', 'patch', (flag) =>
    isJsonObject(call.body.patch)
      ? (mergePatch(flag, call.body.patch) as unknown as Flag)
      : problem('INVALID_INPUT', '"patch" is no object, as JSON Merge Patch has it.'),
  )

/** `DELETE …/flags/{key}`: for one that is archived. Its history stays. */
export const deleteFlag: Handler = (call) =>
  writeExistingFlag(call, call.params.key ?? '', 'delete', (flag, key) =>
    flag['x-archived'] ? null : problem('NOT_ARCHIVED', key),
  )

/** `POST …/flags/{key}/rollback`: `{ revision }`, the flag as it was then. */
export const rollbackFlag: Handler = (call) => {
  const { revision } = call.body
  if (!isRevision(revision))
    return problem('INVALID_INPUT', '"revision" is no revision, such as "k3x9q2.17".')
  const earlier = call.store.authoredAt(revision)
  if (!earlier) return problem('REVISION_NOT_FOUND', revision)
  const { key = '' } = call.params
  return writeFlag(call, key, 'rollback', (flag) => {
    const before = flagOf(earlier.flags, key)
    if (before) return before
    return flag ? null : problem('FLAG_NOT_FOUND', key)
  })
}

/** `POST …/flags/{key}/{intent}` */
export function callIntent(intent: string): Handler {
  return (call) => performIntent({ intent, flagKey: call.params.key ?? '', input: call.body }, call)
}

/** A change of one flag that is meant, and not yet made. */
export interface MeantChange {
  readonly flagKey: string
  /** One of {@link INTENTS}. */
  readonly intent: string
  /** What the intent takes. */
  readonly input: { readonly [name: string]: unknown }
}

/** Does what is meant for a flag, or says what it would do. */
export async function performIntent(
  { flagKey, intent, input }: MeantChange,
  call: WriteCall,
): Promise<Reply | Problem> {
  const decide = Object.hasOwn(INTENTS, intent) ? INTENTS[intent] : undefined
  if (!decide) {
    return problem('INVALID_INPUT', `"intent" is none of ${Object.keys(INTENTS).join(', ')}.`)
  }
  const { store, nowMs } = call
  return writeExistingFlag(call, flagKey, intent, (flag) =>
    decide(flag, input, { flagKey, flagSet: store.authored().flagSet, nowMs }),
  )
}

/** Long enough for everybody; the key stands in addresses. */
const MAX_KEY_LENGTH = 256

function readDefinition({ body }: Call): Flag | Problem {
  // whether it can be used is judged with the rest of the set
  return isJsonObject(body.flag)
    ? (body.flag as unknown as Flag)
    : problem('INVALID_INPUT', '"flag" is no object with "state" and "variants".')
}

function writeExistingFlag(
  call: WriteCall,
  key: string,
  action: string,
  decide: (flag: Flag, key: string) => Flag | null | Problem,
): Promise<Reply | Problem> {
  return writeFlag(call, key, action, (flag) => (flag ? decide(flag, key) : problem('FLAG_NOT_FOUND', key)))
}

function writeFlag(
  call: WriteCall,
  key: string,
  action: string,
  decide: (flag: Flag | undefined) => Flag | null | Problem,
): Promise<Reply | Problem> {
  return writeChanges(
    call,
    action,
    ({ flags }) => {
      const flag = decide(flagOf(flags, key))
      // fromEntries defines properties, so that a flag named "__proto__" is a flag like any other
      return isProblem(flag) ? flag : { flags: Object.fromEntries([[key, flag]]) }
    },
    flagPart(key),
  )
}

function flagOf(flags: { readonly [key: string]: Flag }, key: string): Flag | undefined {
  return Object.hasOwn(flags, key) ? flags[key] : undefined
}
