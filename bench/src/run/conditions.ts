import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { availableParallelism, cpus, loadavg, type } from 'node:os'

import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'

const PEERS = ['@openfeature/flagd-core', '@growthbook/growthbook', '@configcat/sdk']

/** The machine and the versions that figures are worth nothing without. */
export async function conditions(): Promise<readonly string[]> {
  const processor = cpus()[0]?.model ?? 'unknown processor'
  const load = loadavg()[0]?.toFixed(1)
  return [
    `${new Date().toISOString().slice(0, 10)}, ${type()}, ${processor}, ${availableParallelism()} cores, load ${load} at the start`,
    `Halyard ${await revision()}`,
    PEERS.map((name) => `${name} ${versionOf(name)}`).join(', '),
  ]
}

function versionOf(packageName: string): string {
  const path = findPackageJSON(packageName, import.meta.url)
  if (!path) throw new Error(`the package "${packageName}" is not installed`)
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

/** The commit, and whether what is measured differs from it. */
async function revision(): Promise<string> {
  const git = async (...args: string[]): Promise<string> =>
    (await runCommand('git', args, { cwd: REPOSITORY })).output.trim()
  try {
    const changes = await git('status', '--porcelain', '--', 'packages/evaluator/src', 'packages/schema/src')
    return `${await git('rev-parse', '--short', 'HEAD')}${changes ? ', with changes that are not committed' : ''}`
  } catch {
    // a copy without git can be measured as well
    return 'of an unknown revision'
  }
}
