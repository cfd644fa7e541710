import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type FinishedRun,
  type RunningHalyard,
  runHalyard,
  startHalyard,
  temporaryFolder,
} from './halyard-process.ts'

/** A running service, and the command line of its operator. */
export interface Operation {
  readonly service: RunningHalyard
  readonly url: string
  /** Where the database is. */
  readonly folder: string
  /** What leads `halyard` to the service. */
  readonly variables: { readonly HALYARD_URL: string; readonly HALYARD_TOKEN: string }
  /** Runs `halyard` to its end. */
  run(...words: readonly string[]): Promise<FinishedRun>
}

/** Starts a service on a new database, and runs `halyard` against it with the token that it printed. */
export async function operate(flagSet: object): Promise<Operation> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'flags.json'), JSON.stringify(flagSet))
  const service = startHalyard(['serve', '--port', '0', '--import', 'flags.json', '--json'], folder)
  const { token } = await service.event('token')
  const url = String((await service.event('listening')).url)
  const variables = { HALYARD_URL: url, HALYARD_TOKEN: String(token) }
  return { service, url, folder, variables, run: (...words) => runHalyard(words, folder, variables) }
}
