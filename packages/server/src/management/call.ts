import type { Revision } from '@halyard/protocol/wire'
import type { EvaluationContext } from '@halyard/schema'
import type { EnvironmentStore } from '../environment-store.ts'
import type { InsightsStore } from '../insights/insights-store.ts'
import type { TriggerStore } from '../triggers/trigger-store.ts'
import type { CsvTable } from './encode-csv.ts'
import type { Problem } from './problem.ts'

/** Who writes where, when and why, and whether in earnest. */
export interface WriteCall {
  readonly store: EnvironmentStore
  /** What `If-Match` names. */
  readonly basedOn: Revision | undefined
  readonly isDryRun: boolean
  /** The contexts that a dry run is to try. */
  readonly contexts: readonly EvaluationContext[]
  readonly author: string
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/** One management call, read and admitted: what a handler may know of it. `store` is the environment that the path names. */
export interface Call extends WriteCall {
  /** The environments that there are, by name. */
  readonly environments: ReadonlyMap<string, EnvironmentStore>
  /** The triggers of all environments. */
  readonly triggers: TriggerStore
  /** What is counted in that environment, where anything is. */
  readonly insights: InsightsStore | undefined
  /** What stands in the path: the key of a flag, the name of a segment or an intent. */
  readonly params: { readonly [name: string]: string | undefined }
  readonly query: URLSearchParams
  readonly body: { readonly [key: string]: unknown }
}

/** What a call gives: the body of the answer, and the version that an `ETag` is made of. */
export interface Reply {
  /** @default 200 */
  readonly status?: number
  readonly body: unknown
  readonly version?: Revision | undefined
  /** The same for a spreadsheet, where the route has that. */
  readonly table?: CsvTable
  /** What `after` has to be for the next page; `null` on the last one. */
  readonly next?: string | null
}

/** Decides what a call gives. */
export type Handler = (call: Call) => Reply | Problem | Promise<Reply | Problem>
