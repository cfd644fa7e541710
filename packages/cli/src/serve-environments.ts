import {
  type Admission,
  type CredentialStore,
  createCredentialAdmission,
  createManagementApi,
  listSqliteEnvironments,
  type ManagementApi,
  observeWrites,
  openSqliteStore,
  openSqliteTriggers,
  type ServiceObserver,
  type SqliteStore,
} from '@halyard/server'

/** The environments of a database, open, and what manages them. */
export interface OpenEnvironments {
  /** The one whose flags are served. */
  readonly served: SqliteStore
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
}

/**
 * Opens every environment of a database.
 *
 * @param served the environment that pages are served; it is created where there is none.
 * @param others more that are to be there.
 */
export function openEnvironments(
  path: string,
  served: string,
  others: readonly string[],
  credentials: CredentialStore,
  { now, onProblem, wrote }: ServeTelling,
): OpenEnvironments {
  const open = (environment: string) =>
    observeWrites(openSqliteStore({ path, environment, onProblem }), environment, wrote)
  const store = open(served)
  const names = new Set([...listSqliteEnvironments(path), ...others])
  names.delete(served)
  const environments = new Map([[served, store], ...[...names].map((name) => [name, open(name)] as const)])
  const admission = createCredentialAdmission(credentials)
  const triggers = openSqliteTriggers({ path })
  return {
    served: store,
    management: createManagementApi({ environments, admission, triggers, now, onProblem }),
    admission,
    async close() {
      triggers.close()
      for (const environment of environments.values()) await environment.close()
    },
  }
}
