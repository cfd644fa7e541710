import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type FinishedRun,
  type RunningHalyard,
  runHalyard,
  startHalyard,
  temporaryFolder,
} from './halyard-process.ts'

/** `halyard serve` on a new database, and its operator. */
export interface OperatedService {
  readonly service: RunningHalyard
  readonly url: string
  readonly folder: string
  /** What tells `halyard` which service to ask, with the token that it printed. */
  readonly variables: { readonly HALYARD_URL: string; readonly HALYARD_TOKEN: string }
  /** Runs `halyard` against it. */
  run(...words: readonly string[]): Promise<FinishedRun>
}

/**
 * Starts a service. It ends with the test.
 *
 * @param words more of its command line.
 * @param prepare is given the path of the database before the service opens it.
 */
export async function operateService(
  flagSet: object,
  words: readonly string[] = [],
  prepare?: (database: string) => void,
): Promise<OperatedService> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'flags.json'), JSON.stringify(flagSet))
  prepare?.(join(folder, 'halyard.db'))
  const service = startHalyard(['serve', '--port', '0', '--import', 'flags.json', '--json', ...words], folder)
  const { token } = await service.event('token')
  const { url } = await service.event('listening')
  const variables = { HALYARD_URL: String(url), HALYARD_TOKEN: String(token) }
  const run = (...words: readonly string[]) => runHalyard(words, folder, variables)
  return { service, url: String(url), folder, variables, run }
}
