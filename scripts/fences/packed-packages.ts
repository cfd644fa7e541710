import { join } from 'node:path'
import { type PackedPackage, packPackages } from '../packing/pack-packages.ts'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { STATE } from '../repository.ts'
import type { Fence } from './fence.ts'

/**
 * Packs every public package as it would be published, and has publint judge its manifest and attw its types.
 * Needs the built packages.
 */
export const packedPackages: Fence = {
  name: 'packed packages',
  async check() {
    const packages = await packPackages(join(STATE, 'packed'))
    return (await Promise.all(packages.map(judge))).flat()
  },
}

async function judge({ manifest, tarball, failure }: PackedPackage): Promise<string[]> {
  const { name, publishConfig } = manifest
  if (failure !== undefined) return [`${name} cannot be packed:\n${failure}`]
  const judges = [[localProgram('publint'), 'run', tarball, '--strict']]
  if (publishConfig?.exports) {
    judges.push([localProgram('@arethetypeswrong/cli', 'attw'), tarball, '--profile', 'esm-only'])
  }
  const results = await Promise.all(judges.map((args) => runCommand(process.execPath, args)))
  return results.filter(({ exitCode }) => exitCode !== 0).map(({ output }) => `${name}:\n${output.trim()}`)
}
