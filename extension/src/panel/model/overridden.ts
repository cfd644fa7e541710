import type { FlagReport, OverrideSupport, OverrideTerms } from '@halyard/devtools'
import type { ClientModel } from './client-model.ts'
import type { FlagRow } from './list-rows.ts'

/** Whether a person set the value that the page gets, so that it can be reset. */
export function isOverridden(flag: FlagReport): boolean {
  return isReplaced(flag) && !isFixed(flag)
}

/** Whether the page's own code overrides the flag: nobody can change that from here. */
export function isFixed(flag: FlagReport): boolean {
  return isReplaced(flag) && flag.override?.scope === 'code'
}

function isReplaced(flag: FlagReport): boolean {
  return flag.original !== undefined || flag.reason === 'OVERRIDE'
}

/** Whether the flag can be given another value now: its page is there, and its client takes overrides. */
export function isOverridable({ document, client, flag }: FlagRow): boolean {
  return document.status.value !== 'closed' && !isFixed(flag) && overrideSupport(client).refusal === undefined
}

/**
 * Where and until when the override in force holds, as far as somebody could set it again: one that came from a share
 * or from the embedding page can only become the tab's.
 */
export function overrideTerms({ override }: FlagReport): OverrideTerms {
  const { scope, expiresAtMs } = override ?? {}
  return { ...(scope === 'origin' && { scope }), ...(expiresAtMs !== undefined && { expiresAtMs }) }
}

/** What the client can do about overrides. Of one that does not say, what the protocol asks of every client. */
export function overrideSupport(client: ClientModel): OverrideSupport {
  return client.description.value.overriding ?? { scopes: ['tab'], canExpire: false, isKept: true }
}
