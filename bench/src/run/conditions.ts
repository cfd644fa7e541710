import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { availableParallelism, cpus, loadavg, type } from 'node:os'

const PEERS = ['@openfeature/flagd-core', '@growthbook/growthbook', '@configcat/sdk']

/** The machine and the versions that figures are worth nothing without. */
export function conditions(): readonly string[] {
  const processor = cpus()[0]?.model ?? 'unknown processor'
  const load = loadavg()[0]?.toFixed(1)
  return [
    `${new Date().toISOString().slice(0, 10)}, ${type()}, ${processor}, ${availableParallelism()} cores, load ${load} at the start`,
    PEERS.map((name) => `${name} ${versionOf(name)}`).join(', '),
  ]
}

function versionOf(packageName: string): string {
  const path = findPackageJSON(packageName, import.meta.url)
  if (!path) throw new Error(`the package "${packageName}" is not installed`)
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
