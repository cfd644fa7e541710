import { isSnapshot } from '@halyard/protocol/wire'
import type { EvaluationContext } from '@halyard/schema'
import type { FlagClient } from './flag-client.ts'
import { type HeldFlags, holdFlags } from './held-flags.ts'
import { INSPECTION, type InspectedClient } from './inspection.ts'
import type { KeptSnapshot } from './snapshot-cache.ts'
import type { FlagSource } from './sources/flag-source.ts'

/** What one client knows, for another one to begin with: JSON and nothing else. */
export interface DehydratedFlags extends KeptSnapshot {
  /** Where a server evaluates, the flags are those of this context. */
  readonly context: EvaluationContext
}

/**
 * Takes what a client knows, for the client of a page that a server renders: pass it there as `bootstrap`.
 *
 * With a source of rules that is the whole flag set, which the page would receive as well. Text in a page has to be
 * escaped: replace `<` by `\u003c`.
 *
 * @param client one of `createFlagClient`.
 * @returns `null` where the client has no flags yet.
 * @example
 * const json = JSON.stringify(dehydrate(client)).replaceAll('<', '\\u003c')
 */
export function dehydrate(client: FlagClient): DehydratedFlags | null {
  const held = (client as Partial<InspectedClient>)[INSPECTION]?.store.inputs.held
  if (!held) return null
  const { revision, flagSet, storedAtMs } = held
  return { revision, flagSet, storedAtMs, context: client.context }
}

/**
 * Gives a client what another one knew. It counts as cached: its server has not confirmed it to this client.
 *
 * @param bootstrap may come from a page's text, so that it may be anything.
 * @param context the client's, where its server evaluates; `undefined` where any will do.
 * @returns `undefined` for what is no snapshot, or one of another context.
 */
export function hydrate(
  bootstrap: DehydratedFlags | null | undefined,
  source: FlagSource,
  context: EvaluationContext | undefined,
): HeldFlags | undefined {
  if (!isSnapshot(bootstrap)) return undefined
  if (context && JSON.stringify(context) !== JSON.stringify(bootstrap.context)) return undefined
  return holdFlags({ ...bootstrap, view: source.load(bootstrap.flagSet) }, 'cached')
}
