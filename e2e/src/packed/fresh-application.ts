import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packPackages } from '../../../scripts/packing/pack-packages.ts'
import { localProgram } from '../../../scripts/process/local-program.ts'
import { type CommandResult, runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { runFolder } from '../browser/run-folder.ts'

/** Where the applications lie, one folder for each framework. */
export const APPLICATIONS: string = join(REPOSITORY, 'e2e/packed')

/** An application outside of the workspace, in which the packages are installed as from a registry. */
export interface FreshApplication {
  readonly folder: string
  /** Runs a program of its dependencies to its end. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CommandResult>
  /** Deletes the folder. */
  remove(): void
  /** Serves its flag file with `halyard dev`. */
  serveFlags(): Promise<LocalFlags>
}

/** A running `halyard dev`. `await using` ends it. */
export interface LocalFlags extends AsyncDisposable {
  readonly url: string
}

/**
 * Builds and packs the packages.
 *
 * @returns the tarball of each, as pnpm's `overrides` name it.
 */
export async function packForInstalling(): Promise<Readonly<Record<string, string>>> {
  const built = await runCommand(process.execPath, [localProgram('typescript', 'tsc'), '-b'], {
    cwd: REPOSITORY,
  })
  if (built.exitCode !== 0) throw new Error(`the packages could not be built:\n${built.output}`)
  const packages = await packPackages(join(runFolder('fresh'), 'tarballs'))
  return Object.fromEntries(
    packages.map(({ manifest: { name }, tarball, failure }) => {
      if (failure !== undefined) throw new Error(`${name} cannot be packed:\n${failure}`)
      return [name, `file:${tarball}`]
    }),
  )
}

/**
 * Copies an application and installs what it needs: our packages from their tarballs, the others from the registry.
 *
 * @param name the application's folder below {@link APPLICATIONS}.
 */
export async function installApplication(
  name: string,
  tarballs: Readonly<Record<string, string>>,
): Promise<FreshApplication> {
  const folder = mkdtempSync(join(runFolder('fresh'), `${name}-`))
  cpSync(join(APPLICATIONS, name), folder, { recursive: true })
  // Makes it the root of a workspace of its own, within this one's folder.
  const workspace = { packages: ['.'], overrides: tarballs, linkWorkspacePackages: false }
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(workspace))
  const { exitCode, output } = await runCommand('npx', ['--yes', 'pnpm@12', 'install', '--prefer-offline'], {
    cwd: folder,
  })
  if (exitCode !== 0) throw new Error(`"${name}" could not be installed:\n${output}`)

  return {
    folder,
    run: (program, args, env = {}) =>
      runCommand(process.execPath, [binary(folder, program), ...args], {
        cwd: folder,
        env: { ...process.env, ...env },
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async serveFlags() {
      const args = [binary(folder, '@halyard/cli'), 'dev', 'flags.json', '--port', '0', '--json']
      const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(child, 'close')
      const [line] = await once(createInterface({ input: child.stdout }), 'line')
      const { url } = JSON.parse(line) as { readonly url: string }
      return {
        url,
        async [Symbol.asyncDispose]() {
          child.kill()
          await ended
        },
      }
    },
  }
}

/** The script of the one program that a dependency has. */
function binary(folder: string, packageName: string): string {
  const home = join(folder, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>
  }
  const [script = ''] = typeof bin === 'string' ? [bin] : Object.values(bin)
  return join(home, script)
}
