import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENDPOINTS } from '@halyard/protocol/wire'
import { openSqliteStore } from '@halyard/server'
import { runFolder } from '../../../e2e/src/browser/run-folder.ts'
import { startHalyard } from '../../../scripts/start/flag-service.ts'
import { toFlagdSet } from '../flags/flagd-format.ts'
import { sampleFlags } from '../flags/sample-flag.ts'
import type { ServerName } from '../servers/server-names.ts'

const FLAGS = 10_000
const FILE_SERVER = join(import.meta.dirname, 'file-server-process.ts')

/**
 * Starts a server with 10,000 flags as a process: `halyard serve` with a database, or the plain one with a file. What is
 * measured is the second start: at the first, Node strips types and compiles, and keeps the outcome, so that the second one
 * loads JavaScript, as an installed package is.
 *
 * @returns how long it takes from the start of the process to the end of the first answer with all flags, in milliseconds.
 */
export async function measureStart(name: ServerName): Promise<number> {
  const folder = mkdtempSync(join(runFolder('bench'), 'start-'))
  const path = join(folder, 'flags')
  const flagSet = toFlagdSet(sampleFlags(FLAGS))
  if (name === 'plain') writeFileSync(path, JSON.stringify(flagSet))
  else {
    const store = openSqliteStore({ path })
    store.replaceFlagSet(flagSet, { author: 'bench', nowMs: Date.now() })
    await store.close()
  }
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled')
  await timeStart(name, path)
  const tookMs = await timeStart(name, path)
  delete process.env.NODE_COMPILE_CACHE
  rmSync(folder, { recursive: true })
  return tookMs
}

async function timeStart(name: ServerName, path: string): Promise<number> {
  const beganAtMs = performance.now()
  const server =
    name === 'plain'
      ? await startFileServer(path)
      : await startHalyard(['serve', '--db', path, '--port', '0'])
  const body = await (await fetch(server.url + ENDPOINTS.snapshot)).arrayBuffer()
  const tookMs = performance.now() - beganAtMs
  await server.stop()
  if (body.byteLength < FLAGS) throw new Error(`"${name}" did not answer with its flags`)
  return tookMs
}

async function startFileServer(path: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = fork(FILE_SERVER, [path])
  const ended = once(child, 'exit')
  const [url] = await once(child, 'message')
  return {
    url: String(url),
    async stop() {
      // it then ends by itself, and Node keeps what it compiled
      child.disconnect()
      await ended
    },
  }
}
