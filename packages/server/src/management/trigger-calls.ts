import { isJsonObject, type JsonObject } from '@halyard/schema'
import { TRIGGERS_PATH } from '../triggers/fire-trigger.ts'
import type { Trigger } from '../triggers/trigger-store.ts'
import type { Call, Handler } from './call.ts'
import { performIntent } from './flag-calls.ts'
import { readInstant } from './intents/read-instant.ts'
import { isProblem, type Problem, problem } from './problem.ts'

/** Long enough for everybody; the name stands in addresses. */
const MAX_NAME_LENGTH = 256

/** `GET …/triggers`: those that there are, without what their addresses have in them. */
export const listTriggers: Handler = ({ triggers, params }) => ({
  body: { triggers: triggers.list(params.environment ?? '').map(present) },
})

/** `POST …/triggers`: `{ name, flagKey, intent, input?, expiresAt? }`; tells the address, this once. */
export const createTrigger: Handler = async (call) => {
  const { name, flagKey, intent, input = {} } = call.body
  if (typeof name !== 'string' || name === '' || name.length > MAX_NAME_LENGTH) {
    return problem('INVALID_INPUT', `"name" is no text of 1 to ${MAX_NAME_LENGTH} characters.`)
  }
  if (typeof flagKey !== 'string') return problem('INVALID_INPUT', '"flagKey" is no text.')
  if (!isJsonObject(input)) return problem('INVALID_INPUT', '"input" is no object.')
  const expiresAtMs = readExpiry(call)
  if (isProblem(expiresAtMs)) return expiresAtMs
  // it came as JSON
  const change = { flagKey, intent: String(intent), input: input as JsonObject }
  // what cannot be done today is refused today, and not when the house is on fire
  const tried = await performIntent(change, { ...call, basedOn: undefined, isDryRun: true })
  if (isProblem(tried) || call.isDryRun) return tried
  const { store, author, reason, nowMs, params, triggers } = call
  // writes nothing, and tells whether anything could be written
  const probe = await store.write({ changes: {}, author, action: change.intent, reason, nowMs })
  if (probe.status === 'read-only') return problem('READ_ONLY', name)
  const trigger = {
    environment: params.environment ?? '',
    name,
    ...change,
    reason,
    createdBy: author,
    createdAtMs: nowMs,
    expiresAtMs,
  }
  const secret = triggers.issue(trigger)
  if (secret === undefined) return problem('TRIGGER_EXISTS', name)
  const created = present({ ...trigger, useCount: 0, lastUsedAtMs: null })
  return { status: 201, body: { trigger: created, path: `${TRIGGERS_PATH}/${secret}` } }
}

/** `DELETE …/triggers/{name}`: its address leads nowhere from then on. */
export const revokeTrigger: Handler = ({ triggers, params, isDryRun }) => {
  const { environment = '', name = '' } = params
  const trigger = triggers.list(environment).find((listed) => listed.name === name)
  if (!trigger) return problem('TRIGGER_NOT_FOUND', name)
  if (!isDryRun) triggers.revoke(environment, name)
  return { body: { trigger: present(trigger) } }
}

function present({ environment: _, ...trigger }: Trigger): Omit<Trigger, 'environment'> {
  return trigger
}

function readExpiry({ body: { expiresAt = null }, nowMs }: Call): number | null | Problem {
  if (expiresAt === null) return null
  const second = readInstant(expiresAt, 'expiresAt')
  if (isProblem(second)) return second
  return second * 1000 > nowMs
    ? second * 1000
    : problem('INVALID_INPUT', '"expiresAt" is in the past, so the trigger would do nothing.')
}
