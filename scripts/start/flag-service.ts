import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { REPOSITORY } from '../repository.ts'

/** A running `halyard dev` or `halyard serve`. */
export interface FlagService {
  readonly url: string
  /** Resolves when the process has ended. */
  stop(): Promise<void>
}

/** One line that these print with `--json`. */
export interface ServiceLine {
  readonly event: 'token' | 'listening' | 'changed' | 'problem' | 'mended' | 'stopped'
  readonly url?: string
  /** What opens the management API, told at the first start. */
  readonly token?: string
  /** What happened, for people. */
  readonly message?: string
}

/**
 * Runs `halyard dev` on a flag file, as a process of its own.
 *
 * @param flagFile path of the file to serve and watch.
 * @param port the port to try first.
 * @param onLine takes everything that the process says.
 * @throws Error when the process ends before it listens.
 */
export function startFlagService(
  flagFile: string,
  port: number,
  onLine?: (line: ServiceLine) => void,
): Promise<FlagService> {
  return startHalyard(['dev', flagFile, '--port', String(port)], onLine)
}

/**
 * Runs a command that serves flags, as a process of its own.
 *
 * @param command as for the command line, apart from `--json`.
 * @param onLine takes everything that the process says.
 * @throws Error when the process ends before it listens.
 * @example await startHalyard(['serve', '--db', 'halyard.db', '--port', '0'])
 */
export async function startHalyard(
  command: readonly string[],
  onLine: (line: ServiceLine) => void = () => undefined,
): Promise<FlagService> {
  const main = join(REPOSITORY, 'packages/cli/src/main.ts')
  const child = spawn(process.execPath, [main, ...command, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(String(chunk)))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`halyard ${command[0]} ended with ${code}:\n${errors.join('')}`)),
    )
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as ServiceLine
      if (line.event === 'listening' && line.url) resolve(line.url)
      onLine(line)
    })
  })
  return { url, stop: () => stop(child) }
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
}
