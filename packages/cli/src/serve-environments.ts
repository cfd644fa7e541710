import {
  type Admission,
  type CredentialStore,
  createCredentialAdmission,
  createManagementApi,
  type InsightsStore,
  type InsightsStoreOptions,
  listSqliteEnvironments,
  type ManagementApi,
  observeWrites,
  openSqliteInsights,
  openSqliteStore,
  openSqliteTriggers,
  type ServiceObserver,
  type SqliteStore,
} from '@halyard/server'

/** The environments of a database, open, and what manages them. */
export interface OpenEnvironments {
  /** The one whose flags are served. */
  readonly served: SqliteStore
  /** What its pages are counted in. */
  readonly insights: InsightsStore
  readonly management: ManagementApi
  /** Who may manage them. */
  readonly admission: Admission
  /** Closes all of them. */
  close(): Promise<void>
}

/** Who hears of writes and of problems, and what time it is. */
interface ServeTelling {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onProblem: (error: Error) => void
  readonly wrote: NonNullable<ServiceObserver['wrote']>
  /** For how long insights are kept. */
  readonly keeping: InsightsStoreOptions
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
  { now, onProblem, wrote, keeping }: ServeTelling,
): OpenEnvironments {
  const open = (environment: string) =>
    observeWrites(openSqliteStore({ path, environment, onProblem }), environment, wrote)
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
  const triggers = openSqliteTriggers({ path })
  return {
    served: store,
    insights: servedInsights,
    management: createManagementApi({ environments, insights, admission, triggers, now, onProblem }),
    admission,
    async close() {
      triggers.close()
      for (const counted of insights.values()) counted.close()
      for (const environment of environments.values()) await environment.close()
    },
  }
}
