import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { formatRevision, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import { describe, expect, it, onTestFinished } from 'vitest'
import { flagPart } from '../environment-store.ts'
import { auditEntry, describeAuditLog } from '../testing/audit-log-contract.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { type FileAudit, type FileAuditOptions, fileAuditPath, openFileAudit } from './file-audit.ts'

const first = { revision: formatRevision('line', 0), flagSet: { flags: {} } satisfies FlagSet }

/** Opens the log of a path; it is closed with the test. */
function open(path: string, options: Partial<FileAuditOptions> = {}): FileAudit {
  const audit = openFileAudit({ path, first, maxEntries: 100, maxLength: 1e6, ...options })
  onTestFinished(audit.close)
  return audit
}

async function freshPath(): Promise<string> {
  return join(await temporaryFolder(), '.halyard', 'flags.json.audit.jsonl')
}

/** The entry that writes a flag with its number in it. */
function numbered(number: number) {
  const flag = { ...toggle('on'), metadata: { number } }
  return auditEntry(number, { flags: { checkout: flag } })
}

describeAuditLog('file audit', async () => open(await freshPath()))

describe('file audit', () => {
  it('goes on where it ended', async () => {
    const path = await freshPath()
    const audit = open(path)
    expect([audit.isResumed, audit.last]).toEqual([false, first])
    audit.append(numbered(1))
    audit.append(numbered(2))
    audit.close()
    const next = open(path, { first: { ...first, revision: 'other.0' } })
    expect(next.isResumed).toBe(true)
    expect(next.last).toEqual({ revision: 'line.2', flagSet: { flags: numbered(2).after.flags } })
    next.append(numbered(3))
    expect(next.read({})).toEqual([numbered(3), numbered(2), numbered(1)])
  })

  it('passes over a last line that was cut off anywhere, and writes on after what is whole', async () => {
    const path = await freshPath()
    const audit = open(path)
    audit.append(numbered(1))
    audit.close()
    const { length } = await readFile(path)
    const second = Buffer.from(`${JSON.stringify({ ...numbered(2), reason: 'wegen Grün' })}\n`)
    for (let cut = 1; cut < second.length; cut += 7) {
      await truncate(path, length)
      await appendFile(path, second.subarray(0, cut))
      const next = open(path)
      expect(next.last.revision).toBe('line.1')
      next.close()
      expect((await readFile(path)).length).toBe(length)
    }
    // zeros are what some file systems leave after a power cut
    await appendFile(path, `${'\0'.repeat(50)}\n`)
    const next = open(path)
    next.append(numbered(2))
    next.close()
    expect(open(path).read({})).toEqual([numbered(2), numbered(1)])
  })

  it.each([
    ['a line that is no JSON', (lines: string[]) => lines.with(1, 'x')],
    ['a line that is gone', (lines: string[]) => lines.toSpliced(1, 1)],
    ['no base', (lines: string[]) => lines.slice(1)],
    ['nothing', () => []],
  ])('sets aside a file with %s, says so, and begins anew', async (_, damage) => {
    const path = await freshPath()
    const audit = open(path)
    for (const number of [1, 2, 3]) audit.append(numbered(number))
    audit.close()
    const text = await readFile(path, 'utf8')
    const damaged = damage(text.split('\n')).join('\n')
    await writeFile(path, damaged)
    const problems: string[] = []
    const next = open(path, { onProblem: ({ message }) => problems.push(message) })
    expect(problems).toEqual([expect.stringMatching(/is damaged, so a new history begins\. .*\.damaged\.$/)])
    expect([next.isResumed, next.read({})]).toEqual([false, []])
    expect(await readFile(`${path}.damaged`, 'utf8')).toBe(damaged)
  })

  it('keeps the newest entries, and the versions of what older ones changed', async () => {
    const path = await freshPath()
    const audit = open(path, { maxEntries: 3 })
    audit.append(auditEntry(1, { flags: { banner: toggle('on') } }))
    for (let number = 2; number <= 20; number++) audit.append(numbered(number))
    audit.close()
    expect((await readFile(path, 'utf8')).split('\n').length).toBeLessThanOrEqual(1 + 2 * 3 + 1)
    const next = open(path, { maxEntries: 3 })
    expect(next.read({}).map(({ revision }) => revisionNumber(revision))).toEqual([20, 19, 18])
    expect([next.versionOf(flagPart('banner')), next.versionOf(flagPart('checkout'))]).toEqual([1, 20])
    expect(next.writtenAt(flagPart('checkout'))).toEqual({ firstMs: 2000, lastMs: 20_000 })
    expect(Object.keys(next.last.flagSet.flags)).toEqual(['banner', 'checkout'])
  })

  it('is bounded by length, too', async () => {
    const path = await freshPath()
    const { length } = JSON.stringify(numbered(1))
    const audit = open(path, { maxLength: 4 * length })
    for (let number = 1; number <= 50; number++) audit.append(numbered(number))
    expect((await readFile(path)).length).toBeLessThan(10 * length)
    expect(audit.last.revision).toBe('line.0')
    audit.close()
    expect(open(path).last.revision).toBe('line.50')
  })

  it('is for one process at a time, and takes no notice of one that has ended', async () => {
    const path = await freshPath()
    await mkdir(dirname(path))
    // the parent of this process is there as long as the test is
    await writeFile(`${path}.lock`, String(process.ppid))
    expect(() => open(path)).toThrow(/Another process \(\d+\) keeps the history .* End that one first/)
    expect(existsSync(path)).toBe(false)
    await writeFile(`${path}.lock`, String(2 ** 30))
    open(path).close()
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('lies in a folder of its own beside the flag file, whose history it is', () => {
    expect(fileAuditPath('config/flags.json')).toBe(join('config', '.halyard', 'flags.json.audit.jsonl'))
    expect(fileAuditPath('.halyard/flags.json')).toBe(join('.halyard', 'flags.json.audit.jsonl'))
  })
})
