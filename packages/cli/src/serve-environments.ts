import {
  type CredentialStore,
  createCredentialAdmission,
  createManagementApi,
  type InsightsStore,
  type InsightsStoreOptions,
  listSqliteEnvironments,
  type ManagementApi,
  openSqliteInsights,
  openSqliteStore,
  type SqliteStore,
} from '@halyard/server'
import type { Terminal } from './terminal.ts'

/** The environments of a database, open, and what manages them. */
export interface OpenEnvironments {
  /** The one whose flags are served. */
  readonly served: SqliteStore
  /** What its pages are counted in. */
  readonly insights: InsightsStore
  readonly management: ManagementApi
  /** Closes all of them. */
  close(): Promise<void>
}

/**
 * Opens every environment of a database.
 *
 * @param served the environment that pages are served; it is created where there is none.
 * @param others more that are to be there.
 * @param keeping how long insights are kept.
 */
export function openEnvironments(
  path: string,
  served: string,
  others: readonly string[],
  credentials: CredentialStore,
  terminal: Terminal,
  keeping: InsightsStoreOptions,
): OpenEnvironments {
  const onProblem = (error: Error) => terminal.warn(`error: ${error.message}`)
  const open = (environment: string) => openSqliteStore({ path, environment, onProblem })
  const store = open(served)
  const names = new Set([...listSqliteEnvironments(path), ...others])
  names.delete(served)
  const environments = new Map([[served, store], ...[...names].map((name) => [name, open(name)] as const)])
  const openInsights = (environment: string) => openSqliteInsights({ ...keeping, path, environment })
  const servedInsights = openInsights(served)
  const insights = new Map([
    [served, servedInsights],
    ...[...names].map((name) => [name, openInsights(name)] as const),
  ])
  const admission = createCredentialAdmission(credentials)
  return {
    served: store,
    insights: servedInsights,
    management: createManagementApi({ environments, insights, admission, now: terminal.nowMs, onProblem }),
    async close() {
      for (const counted of insights.values()) counted.close()
      for (const environment of environments.values()) await environment.close()
    },
  }
}
