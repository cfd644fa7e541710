import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * The script of a program that a development dependency brings, to be run with this very Node: works the same on
 * every platform, and without the shell wrappers that a package manager writes.
 *
 * @throws Error when the package is not installed or has no such program.
 * @example runCommand(process.execPath, [localProgram('typescript', 'tsc'), '-b'])
 */
export function localProgram(packageName: string, program: string = packageName): string {
  const manifestPath = findPackageJSON(packageName, import.meta.url)
  if (!manifestPath) throw new Error(`the package "${packageName}" is not installed`)
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8')) as { bin?: string | Record<string, string> }
  const script = typeof bin === 'string' ? bin : bin?.[program]
  if (!script) throw new Error(`the package "${packageName}" has no program "${program}"`)
  return join(dirname(manifestPath), script)
}
