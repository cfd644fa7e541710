import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { onTestFinished } from 'vitest'

/** A shell on a terminal of its own, at which somebody types. */
export interface InteractiveShell {
  type(text: string): void
  /** Waits until the terminal shows a text after what it was asked for last. */
  shows(text: string): Promise<void>
}

/** Whether a program is there to be run. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** Starts a shell; it ends with the test. `script`, of util-linux, gives it a terminal. */
export function startShell(commandLine: string, cwd: string, variables: NodeJS.ProcessEnv): InteractiveShell {
  const child = spawn('script', ['-qec', commandLine, '/dev/null'], {
    cwd,
    env: { ...process.env, ...variables, TERM: 'dumb' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    const ended = once(child, 'close')
    child.kill('SIGKILL')
    await ended
  })
  let unread = ''
  let look: (() => void) | undefined
  child.stdout.on('data', (chunk) => {
    unread += stripVTControlCharacters(String(chunk))
    look?.()
  })
  return {
    type: (text) => void child.stdin.write(text),
    shows: (text) =>
      new Promise((resolve) => {
        look = () => {
          const place = unread.indexOf(text)
          if (place < 0) return
          unread = unread.slice(place + text.length)
          look = undefined
          resolve()
        }
        look()
      }),
  }
}
