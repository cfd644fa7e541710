import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { writeStarterFlagFile } from '../../packages/cli/src/starter-flag-file.ts'
import { REPOSITORY } from '../repository.ts'
import { entryPaths, readJson } from './block-place.ts'

/**
 * Sees that a line of a README's shell block does its work. What it installs has to be one of this repository's packages, or one that the
 * package is tested with. `halyard` runs beside the flag file that `--init` writes, and with `--watch` until it has said something.
 *
 * @param folder the package's. @param place where the command runs.
 */
export async function runCommandLine(line: string, folder: string, place: string): Promise<void> {
  const [command = ''] = line.split(' #')
  const installed = /^npm install (?:--save-dev )?(.*)$/.exec(command)?.[1]
  if (installed) {
    const { devDependencies = {} } = readJson(join(folder, 'package.json')) as {
      readonly devDependencies?: object
    }
    expect(Object.keys({ ...entryPaths(), ...devDependencies })).toEqual(
      expect.arrayContaining(installed.trim().split(' ')),
    )
    return
  }
  const words = /^npx --yes pnpm@12 halyard (.*)$/.exec(command)?.[1]?.trim().split(' ')
  if (!words) throw new Error(`nobody knows how to run "${line}"`)
  const { scripts } = readJson(join(REPOSITORY, 'package.json')) as {
    readonly scripts: { readonly halyard: string }
  }
  const [, main = ''] = scripts.halyard.split(' ')
  await writeStarterFlagFile(join(place, 'flags.json'))
  const child = spawn(process.execPath, [join(REPOSITORY, main), ...words], { cwd: place })
  const ended = once(child, 'close')
  if (words.includes('--watch')) {
    await once(child.stdout, 'data')
    child.kill('SIGINT')
  }
  expect(await ended).toEqual([0, null])
  expect(existsSync(join(place, words[words.indexOf('--out') + 1] ?? ''))).toBe(true)
}
