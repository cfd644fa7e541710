import { isJsonObject } from '@halyard/schema'
import { createRateLimit, type RateLimit } from '../credentials/rate-limit.ts'
import type { EnvironmentStore } from '../environment-store.ts'
import type { Reply } from '../management/call.ts'
import { performIntent } from '../management/flag-calls.ts'
import { isProblem, PROBLEMS, type Problem, problem } from '../management/problem.ts'
import type { TriggerStore } from './trigger-store.ts'

/** Where triggers are fired; the secret follows after a slash, so these paths are to be in no log. */
export const TRIGGERS_PATH = '/halyard/v1/triggers'

/** What a link preview, or a curious person, is told: the same for every address, so that it tells nothing. */
export const TRIGGER_USE =
  'This is the address of a trigger, which changes a flag. Nothing was done. To do it, send POST to this address; what the body says does not matter. Whoever knows the address can do it, so pass it on like a password.'

/** What a trigger needs for its work, and how often it may be fired. */
export interface FiringOptions {
  readonly triggers: TriggerStore
  readonly environments: ReadonlyMap<string, EnvironmentStore>
  /** For each trigger. @default 20 at once, 1 more each second */
  readonly perTrigger?: RateLimit
  /** For all wrong addresses together. @default 20 at once, 5 more each second */
  readonly wrong?: RateLimit
}

/**
 * Creates what makes the change of a trigger, by the same way as everybody's: with revision and audit entry, and not at all
 * where the flag is like that already.
 *
 * @returns a function of the secret and the time in milliseconds since 1970. It tells what was done, and nothing of the flags.
 * @example const fire = createTriggerFiring({ triggers, environments }); await fire(secret, Date.now())
 */
export function createTriggerFiring({
  triggers,
  environments,
  perTrigger = createRateLimit({ burst: 20, perSecond: 1 }),
  wrong = createRateLimit({ burst: 20, perSecond: 5 }),
}: FiringOptions): (secret: string, nowMs: number) => Promise<Reply | Problem> {
  return async (secret, nowMs) => {
    const trigger = triggers.find(secret)
    const waitSeconds = trigger
      ? perTrigger.take(JSON.stringify([trigger.environment, trigger.name]), nowMs)
      : wrong.take('', nowMs)
    if (waitSeconds > 0) return problem('RATE_LIMITED', String(waitSeconds))
    if (!trigger) return problem('UNKNOWN_TRIGGER', '')
    const { environment, name, reason, expiresAtMs } = trigger
    if (expiresAtMs !== null && expiresAtMs <= nowMs) return problem('TRIGGER_EXPIRED', name)
    const store = environments.get(environment)
    if (!store) return problem('UNKNOWN_ENVIRONMENT', environment)
    // before the change: where this fails, nothing has changed, as the answer says
    triggers.recordUse(environment, name, nowMs)
    const author = `trigger:${name}`
    const reply = await performIntent(trigger, {
      store,
      basedOn: undefined,
      isDryRun: false,
      contexts: [],
      author,
      reason,
      nowMs,
    })
    if (isProblem(reply)) return withoutContents(reply)
    const isWritten = isJsonObject(reply.body) && reply.body.entry !== null
    return {
      body: isWritten
        ? { status: 'written', message: `${name}: done.` }
        : { status: 'unchanged', message: `${name}: the flag is like that already, so nothing was written.` },
    }
  }
}

/** Complaints name segments and variants, and whoever has the address is to read nothing. */
function withoutContents({ code, subject }: Problem): Problem {
  return PROBLEMS[code].status >= 500 ? problem(code, subject) : problem('TRIGGER_REFUSED', code)
}
