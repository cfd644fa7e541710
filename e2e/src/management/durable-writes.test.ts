import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { revisionNumber } from '@halyard/protocol/wire'
import { applyFlagSetChanges, type FlagSet } from '@halyard/schema'
import { openSqliteStore, type SqliteStore } from '@halyard/server'
import { expect, it, onTestFinished } from 'vitest'
import { bundleForNode } from '../support/bundle-for-node.ts'

const WRITER = fileURLToPath(new URL('./write-process.ts', import.meta.url))
const KILLS = 100

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-writes-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function open(path: string): SqliteStore {
  const store = openSqliteStore({ path, lineage: 'line' })
  onTestFinished(() => store.close())
  return store
}

/** A process that writes when it is told to, and what it said was accepted. */
function spawnWriter(program: string, path: string) {
  const child = spawn(process.execPath, [program, path], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const accepted: string[] = []
  let awaitedCount = Number.POSITIVE_INFINITY
  const reached = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    accepted.push(line)
    if (accepted.length >= awaitedCount) reached.resolve()
  })
  return {
    accepted,
    /** Lets it write, and waits until so many of its writes were accepted. */
    write(count: number): Promise<void> {
      awaitedCount = count
      child.stdin.write('go')
      return reached.promise
    },
    kill: () => killed(child),
  }
}

async function killed(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}

/** A sequence of numbers below a bound that a seed decides. Source: mulberry32 by Tommy Ettinger, public domain. */
function seededDice(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}

it(`loses no accepted write when its process is killed ${KILLS} times`, async () => {
  const seed = Number(process.env.HALYARD_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`durable writes: seed ${seed}`)
  const dice = seededDice(seed)
  const folder = temporaryFolder()
  const path = join(folder, 'halyard.db')
  const program = await bundleForNode(WRITER, join(folder, 'program'))
  await open(path).close()
  const accepted: string[] = []
  // the next one starts up while this one writes
  let next = spawnWriter(program, path)
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = next
    next = spawnWriter(program, path)
    await writer.write(1 + dice(20))
    await writer.kill()
    accepted.push(...writer.accepted)
  }

  const store = open(path)
  const entries = [...store.audit({ limit: 1_000_000 })].reverse()
  const numbers = entries.map(({ revision }) => revisionNumber(revision))
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect(store.current().revision).toBe(entries.at(-1)?.revision)
  const kept = new Set<string>(entries.map(({ revision }) => revision))
  expect(accepted.filter((revision) => !kept.has(revision))).toEqual([])
  expect(new Set(accepted).size).toBe(accepted.length)
  const empty: FlagSet = { flags: {} }
  expect(entries.reduce((set, { after }) => applyFlagSetChanges(set, after), empty)).toEqual(
    store.authored().flagSet,
  )
  expect(store.authoredAt('line.0')).toEqual(empty)
  console.log(`durable writes: ${accepted.length} accepted, ${entries.length} kept, ${KILLS} kills`)
})
