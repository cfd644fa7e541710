import { createFlagService, listen, openSqliteStore } from '@halyard/server'
import { toFlagdSet } from '../flags/flagd-format.ts'
import { type SampleFlag, sampleFlags } from '../flags/sample-flag.ts'

/**
 * A flag service with 1,000 flags in a SQLite file, in a process of its own: `node flag-service-process.ts <path>`. It
 * sends its URL, then takes values of the first flag, writes each, and answers with the instant at which it began to.
 */
const [path] = process.argv.slice(2)
if (!path || !process.send) throw new Error('this process is started by another one, with the path of a file')
const answer = process.send.bind(process)
const [first, ...others] = sampleFlags(1_000)
const store = openSqliteStore({ path })
write(true)
const { url } = await listen(createFlagService({ store }))
process.on('message', (value) => {
  const writtenAtMs = performance.timeOrigin + performance.now()
  write(value === true)
  answer(writtenAtMs)
})
process.on('disconnect', () => process.exit())
answer(url)

function write(value: boolean): void {
  const changed = { ...first, value } as SampleFlag
  store.replaceFlagSet(toFlagdSet([changed, ...others]), { author: 'bench', nowMs: Date.now() })
}
