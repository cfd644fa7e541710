import { spawn } from 'node:child_process'

/** How a finished command ended. */
export interface CommandResult {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string
}

/** What {@link runCommand} can be told. */
export interface RunCommandOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Lets the command write to this terminal as well. @default false */
  readonly echo?: boolean
}

/**
 * Runs a program without a shell and waits for its end.
 *
 * @throws Error when the program cannot be started.
 * @example await runCommand('git', ['status', '--short'])
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: RunCommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk
      if (options.echo) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', (error) => reject(new Error(`"${command}" could not be started: ${error.message}`)))
    child.on('close', (exitCode) => resolve({ exitCode, output }))
  })
}
