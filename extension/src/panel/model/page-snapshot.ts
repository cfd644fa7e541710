import type { FlagReport } from '@halyard/devtools'
import type { ShareState } from '@halyard/protocol/share'
import type { EvaluationContext, FlagValue } from '@halyard/schema'
import type { ClientPlace } from './list-rows.ts'
import { isOverridden } from './overridden.ts'
import { clipText, MAX_ROW_TEXT } from './value-text.ts'

/** The most characters of a page's address that are taken down. */
const MAX_URL_LENGTH = 2_000

/** What one flag gives. */
export interface FlagOutcome {
  /** Absent when only the code's fallback is known to the page. */
  readonly value?: FlagValue
  readonly variant?: string
  readonly reason: string
}

/** What a client gave at one time: to be kept, handed to somebody, and compared with. */
export interface PageSnapshot {
  readonly name: string
  /** In milliseconds since 1970. */
  readonly takenAtMs: number
  readonly url: string
  readonly sdk: string
  readonly state: string
  readonly revision?: string
  readonly userAgent: string
  /** What was overridden; and the context, unless its owner kept it back. */
  readonly share: ShareState
  /** By flag key. */
  readonly flags: ReadonlyMap<string, FlagOutcome>
}

/** What the panel knows besides what the page says. */
export interface SnapshotOccasion {
  readonly name: string
  /** In milliseconds since 1970. */
  readonly nowMs: number
  readonly userAgent: string
}

/** What a person has set on a client, and whom it evaluates for. */
export function presentState({ client }: ClientPlace): ShareState & { readonly context: EvaluationContext } {
  void client.version.value
  const overridden = client.flags().filter(isOverridden)
  return {
    overrides: new Map(
      overridden.flatMap(({ flagKey, value }) => (value === undefined ? [] : [[flagKey, value]])),
    ),
    context: client.description.value.context,
  }
}

/** What every flag of a client gives now. */
export function presentOutcomes({ client }: ClientPlace): ReadonlyMap<string, FlagOutcome> {
  void client.version.value
  return new Map(client.flags().map((flag) => [flag.flagKey, outcomeOf(flag)]))
}

/** Takes down what a client gives now. */
export function takeSnapshot(place: ClientPlace, { name, nowMs, userAgent }: SnapshotOccasion): PageSnapshot {
  const { sdk, state, revision } = place.client.description.value
  return {
    name,
    takenAtMs: nowMs,
    url: clipText(place.document.page.value?.url ?? '', MAX_URL_LENGTH),
    sdk: clipText(sdk, MAX_ROW_TEXT),
    state: clipText(state, MAX_ROW_TEXT),
    ...(revision !== undefined && { revision: clipText(revision, MAX_ROW_TEXT) }),
    userAgent,
    share: presentState(place),
    flags: presentOutcomes(place),
  }
}

function outcomeOf({ value, variant, reason }: FlagReport): FlagOutcome {
  return { ...(value !== undefined && { value }), ...(variant !== undefined && { variant }), reason }
}
