import {
  type CredentialStore,
  createCredentialAdmission,
  createManagementApi,
  listSqliteEnvironments,
  type ManagementApi,
  openSqliteStore,
  openSqliteTriggers,
  type SqliteStore,
} from '@halyard/server'
import type { Terminal } from './terminal.ts'

/** The environments of a database, open, and what manages them. */
export interface OpenEnvironments {
  /** The one whose flags are served. */
  readonly served: SqliteStore
  readonly management: ManagementApi
  /** Closes all of them. */
  close(): Promise<void>
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
  terminal: Terminal,
): OpenEnvironments {
  const onProblem = (error: Error) => terminal.warn(`error: ${error.message}`)
  const open = (environment: string) => openSqliteStore({ path, environment, onProblem })
  const store = open(served)
  const names = new Set([...listSqliteEnvironments(path), ...others])
  names.delete(served)
  const environments = new Map([[served, store], ...[...names].map((name) => [name, open(name)] as const)])
  const admission = createCredentialAdmission(credentials)
  const triggers = openSqliteTriggers({ path })
  return {
    served: store,
    management: createManagementApi({ environments, admission, triggers, now: terminal.nowMs, onProblem }),
    async close() {
      triggers.close()
      for (const environment of environments.values()) await environment.close()
    },
  }
}
