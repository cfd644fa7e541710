import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ServerName } from '../servers/server-names.ts'

/** A server under measurement, in a process of its own. `await using` ends it. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: URL
  readonly streamUrl: URL
  /** What it has in memory, garbage collected, in bytes. */
  residentBytes(): Promise<number>
  /** Has it change a flag. @returns the instant at which it accepted that, in milliseconds since 1970. */
  change(number: number): Promise<number>
}

const PROCESS = join(import.meta.dirname, 'measured-server-process.ts')

/** @throws Error when it ends before it listens. */
export async function startServerProcess(name: ServerName): Promise<ServerProcess> {
  const child = fork(PROCESS, [name], { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit')
  const next = async (): Promise<unknown> => {
    const said = await Promise.race([once(child, 'message'), ended.then(() => null)])
    if (!said) throw new Error(`the server "${name}" ended`)
    return said[0]
  }
  const ask = (order: 'memory' | number): Promise<unknown> => {
    const answer = next()
    child.send(order)
    return answer
  }
  const addresses = (await next()) as { readonly url: string; readonly streamUrl: string }
  return {
    url: new URL(addresses.url),
    streamUrl: new URL(addresses.streamUrl),
    residentBytes: async () => Number(await ask('memory')),
    change: async (number) => Number(await ask(number)),
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
    },
  }
}
