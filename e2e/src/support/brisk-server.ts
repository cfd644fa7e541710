import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A real flag service in a process of its own. `await using` kills it. */
export interface BriskServer extends AsyncDisposable {
  readonly url: string
  /** What its flags are signed with, where they are. */
  readonly publicKey?: string
  /** What it serves. */
  revision(): Promise<string>
  /** Waits for its next revision. */
  changed(): Promise<void>
  /** Ends it without a word to anybody. */
  kill(): Promise<void>
}

/** What {@link startBriskServer} serves, and how. */
export interface BriskServerOptions {
  /** The flag file. */
  readonly path: string
  /** @default any free one */
  readonly port?: number
  /** The file of a key that signs. */
  readonly keyFile?: string
}

const HEARTBEAT_MS = 400

/**
 * Starts a server that follows a flag file. It counts its revisions anew whenever it is started.
 *
 * @throws Error with what it said, when it ends before it listens.
 */
export async function startBriskServer({
  path,
  port = 0,
  keyFile = '',
}: BriskServerOptions): Promise<BriskServer> {
  const main = fileURLToPath(new URL('./brisk-server-process.ts', import.meta.url))
  const child = spawn(process.execPath, [main, path, String(port), String(HEARTBEAT_MS), keyFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors: string[] = []
  child.stderr.on('data', (piece: Buffer) => errors.push(String(piece)))
  const lines = createInterface({ input: child.stdout })
  const said = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`the flag service did not start:\n${errors.join('')}`)
    }),
  ])
  const { url, publicKey } = JSON.parse(String(said[0])) as { url: string; publicKey?: string }
  const end = () => kill(child)
  return {
    url,
    ...(publicKey !== undefined && { publicKey }),
    async revision() {
      return ((await (await fetch(`${url}/halyard/v1/health`)).json()) as { revision: string }).revision
    },
    async changed() {
      await once(lines, 'line')
    },
    kill: end,
    [Symbol.asyncDispose]: end,
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
