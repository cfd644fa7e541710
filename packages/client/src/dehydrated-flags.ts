import { isSnapshot } from '@halyard/protocol/wire'
import type { EvaluationContext } from '@halyard/schema'
import type { FlagClient, Freshness } from './flag-client.ts'
import type { StoreInputs } from './flag-store.ts'
import { holdFlags } from './held-flags.ts'
import { INSPECTION, type InspectedClient } from './inspection.ts'
import type { KeptSnapshot } from './snapshot-cache.ts'
import type { FlagSource } from './sources/flag-source.ts'

/** What one client knows, for another one to begin with: JSON and nothing else. */
export interface DehydratedFlags extends KeptSnapshot {
  /** Where a server evaluates, the flags are those of this context. */
  readonly context: EvaluationContext
  readonly freshness: Freshness
  /** The time that rules saw, in milliseconds since 1970. */
  readonly evaluatedAtMs: number
}

/** What a client evaluates again as another one did. */
export interface HydratedFlags extends StoreInputs {
  /** The time that rules saw there. */
  now(): number
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
  const inspection = (client as Partial<InspectedClient>)[INSPECTION]
  const held = inspection?.store.inputs.held
  if (!held) return null
  const { revision, flagSet, storedAtMs, freshness } = held
  return {
    revision,
    flagSet,
    storedAtMs,
    freshness,
    context: client.context,
    evaluatedAtMs: inspection.now(),
  }
}

/**
 * Gives a client what another one knew.
 *
 * @param bootstrap may come from a page's text, so that it may be anything.
 * @returns nothing held for what is no snapshot.
 */
export function hydrate(bootstrap: DehydratedFlags | null | undefined, source: FlagSource): HydratedFlags {
  if (!isSnapshot(bootstrap)) return { held: undefined, context: {}, now: () => 0 }
  const { context, freshness, evaluatedAtMs } = bootstrap
  const view = source.load(bootstrap.flagSet)
  return { held: holdFlags({ ...bootstrap, view }, freshness), context, now: () => evaluatedAtMs }
}
