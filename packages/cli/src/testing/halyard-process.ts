import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ENDPOINTS, parseStreamEvent, type StreamEvent } from '@halyard/protocol/wire'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** What a finished run left behind. */
export interface FinishedRun {
  readonly exitCode: number | null
  readonly output: string
  readonly errors: string
}

/** A running `halyard`, whose lines are read one at a time. */
export interface RunningHalyard {
  /** Waits for a line with this event, as `--json` prints it, and passes over others. */
  event(name: string): Promise<{ readonly [name: string]: unknown }>
  /** Waits for a line that fits, and passes over others. */
  line(pattern: RegExp): Promise<string>
  /** Waits for `listening` and opens the stream there. */
  openStream(): Promise<() => Promise<StreamEvent | undefined>>
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<FinishedRun>
}

/** Makes a folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'halyard-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Runs `halyard` to its end, as a process of its own. */
export async function runHalyard(
  words: readonly string[],
  cwd: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<FinishedRun> {
  return spawnHalyard(words, cwd, variables).finished
}

/** Starts `halyard` as a process of its own; it ends with the test at the latest. */
export function startHalyard(words: readonly string[], cwd: string): RunningHalyard {
  const { child, finished } = spawnHalyard(words, cwd)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  async function line(pattern: RegExp): Promise<string> {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error(`halyard ended before ${pattern}: ${(await finished).errors}`)
      if (pattern.test(value)) return value
    }
  }
  async function event(name: string) {
    return JSON.parse(await line(new RegExp(`^{"event":"${name}"`))) as { readonly [name: string]: unknown }
  }
  return {
    line,
    event,
    async openStream() {
      const { url } = await event('listening')
      const { body } = await fetch(url + ENDPOINTS.stream)
      const reader = (body ?? new ReadableStream<Uint8Array<ArrayBuffer>>())
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream())
        .getReader()
      return async () => {
        const { value } = await reader.read()
        const streamed = value && parseStreamEvent(value.event ?? '', value.data)
        if (streamed === null || typeof streamed === 'string') throw new Error(`not an event: ${streamed}`)
        return streamed
      }
    },
    async end(signal = 'SIGINT') {
      child.kill(signal)
      return finished
    },
  }
}

function spawnHalyard(words: readonly string[], cwd: string, variables: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd,
    // libraries tend to paint in CI even where there is no terminal; the commands must not
    env: { ...process.env, CI: 'true', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const finished = once(child, 'close').then(([exitCode]): FinishedRun => ({ exitCode, output, errors }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await finished
  })
  return { child, finished }
}
