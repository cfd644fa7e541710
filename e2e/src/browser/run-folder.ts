import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { STATE } from '../../../scripts/repository.ts'

/**
 * A folder under `.halyard/`, where everything goes that a run writes. Created when it is not there.
 *
 * @example runFolder('profiles')
 */
export function runFolder(name: string): string {
  const folder = join(STATE, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Where tests leave what people may want to look at: screenshots, logs. */
export function artefactsFolder(): string {
  return runFolder('artefacts')
}
