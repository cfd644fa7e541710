import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { availableParallelism, cpus, loadavg, type } from 'node:os'

import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'

/**
 * The machine and the versions that figures are worth nothing without.
 *
 * @param rooms the packages of Halyard that are measured, by their folders. @param peers the packages beside them.
 */
export async function conditions(
  rooms: readonly string[],
  peers: readonly string[],
): Promise<readonly string[]> {
  const processor = cpus()[0]?.model ?? 'unknown processor'
  const load = loadavg()[0]?.toFixed(1)
  return [
    `${new Date().toISOString().slice(0, 10)}, ${type()}, ${processor}, ${availableParallelism()} cores, load ${load} at the start`,
    `Halyard ${await revision(rooms)}`,
    peers.map((name) => `${name} ${versionOf(name)}`).join(', '),
  ]
}

function versionOf(packageName: string): string {
  const path = findPackageJSON(packageName, import.meta.url)
  if (!path) throw new Error(`the package "${packageName}" is not installed`)
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

/** The commit, and whether what is measured differs from it. */
async function revision(rooms: readonly string[]): Promise<string> {
  const git = (...args: string[]) => runCommand('git', args, { cwd: REPOSITORY })
  try {
    const head = await git('rev-parse', '--short', 'HEAD')
    if (head.exitCode !== 0) return UNKNOWN_REVISION
    const changes = await git('status', '--porcelain', '--', ...rooms.map((room) => `packages/${room}/src`))
    return `${head.output.trim()}${changes.output.trim() ? ', with changes that are not committed' : ''}`
  } catch {
    return UNKNOWN_REVISION
  }
}

/** A copy without git, or a machine without it, can be measured as well. */
const UNKNOWN_REVISION = 'of an unknown revision'
