import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY, STATE } from '../repository.ts'
import type { Fence } from './fence.ts'

/**
 * Packs every public package as it would be published, and has publint judge its manifest and attw its types.
 * Needs the built packages.
 */
export const packedPackages: Fence = {
  name: 'packed packages',
  async check() {
    const folder = join(STATE, 'packed')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const results = await Promise.all(publicPackages().map((path) => judge(path, folder)))
    return results.flat()
  },
}

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>> }
}

function publicPackages(): string[] {
  return globSync('packages/*/package.json', { cwd: REPOSITORY })
    .map((path) => join(REPOSITORY, dirname(path)))
    .filter((path) => !manifestOf(path).private)
    .sort()
}

async function judge(path: string, folder: string): Promise<string[]> {
  const { name, publishConfig } = manifestOf(path)
  const tarball = join(folder, `${name.replace('/', '-').replace('@', '')}.tgz`)
  const packed = await runCommand('npx', ['--yes', 'pnpm@12', 'pack', '--out', tarball], { cwd: path })
  if (packed.exitCode !== 0) return [`${name} cannot be packed:\n${packed.output}`]
  const program = process.execPath
  const judges = [[localProgram('publint'), 'run', tarball, '--strict']]
  if (publishConfig?.exports) {
    judges.push([localProgram('@arethetypeswrong/cli', 'attw'), tarball, '--profile', 'esm-only'])
  }
  const results = await Promise.all(judges.map((args) => runCommand(program, args)))
  return results.filter(({ exitCode }) => exitCode !== 0).map(({ output }) => `${name}:\n${output.trim()}`)
}

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest
}
