import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * A folder under `.halyard/`, where everything goes that a run writes. Created when it is not there.
 *
 * @example runFolder('profiles')
 */
export function runFolder(name: string): string {
  const folder = fileURLToPath(new URL(`../../../.halyard/${name}`, import.meta.url))
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Where tests leave what people may want to look at: screenshots, logs. */
export function artefactsFolder(): string {
  return runFolder('artefacts')
}
