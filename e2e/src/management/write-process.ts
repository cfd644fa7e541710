import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { openSqliteStore } from '@halyard/server'

/**
 * Writes into the database named by the first argument, from the first word on standard input until it is killed, and says
 * after each write which revision was accepted: one line of standard output.
 */
const [path = ''] = process.argv.slice(2)
await once(process.stdin, 'data')
const store = openSqliteStore({ path, pollIntervalMs: 5 })
for (let count = 0; ; count++) {
  const counter = {
    state: 'ENABLED',
    variants: { now: `${process.pid} ${count}` },
    defaultVariant: 'now',
  } as const
  const changes = { flags: { counter } }
  const outcome = await store.write({
    changes,
    author: 'writer',
    action: 'count',
    reason: '',
    nowMs: Date.now(),
  })
  // at once, not when the process gets round to it: what is said here was accepted
  if (outcome.status === 'written') writeSync(1, `${outcome.entry.revision}\n`)
}
