import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'

const FOLDER = join(REPOSITORY, 'extension')

const EXTENSION = join(FOLDER, 'dist')

/**
 * Builds the extension, unless its last build is newer than everything it is made of.
 *
 * @returns the folder from which a browser loads it, unpacked.
 * @throws Error with the build's own words when it fails.
 * @example await launchBrowser({ extension: await buildExtension() })
 */
export async function buildExtension(): Promise<string> {
  if (isUpToDate()) return EXTENSION
  const { exitCode, output } = await runCommand(process.execPath, [localProgram('vite'), 'build'], {
    cwd: FOLDER,
  })
  if (exitCode !== 0) throw new Error(`the extension could not be built:\n${output}`)
  return EXTENSION
}

function isUpToDate(): boolean {
  const manifest = join(EXTENSION, 'manifest.json')
  if (!existsSync(manifest)) return false
  const builtAt = statSync(manifest).mtimeMs
  return globSync(
    [
      'extension/{src,public}/**/*',
      'extension/*.{ts,json,html}',
      'packages/{schema,evaluator,protocol,devtools,tokens}/src/**/*',
      'pnpm-lock.yaml',
    ],
    { cwd: REPOSITORY },
  ).every((path) => statSync(join(REPOSITORY, path)).mtimeMs <= builtAt)
}
