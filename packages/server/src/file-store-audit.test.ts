import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FlagSet } from '@halyard/schema'
import { describe, expect, it, onTestFinished } from 'vitest'
import { flagPart } from './environment-store.ts'
import { fileAuditPath } from './file-audit/file-audit.ts'
import { type FileStoreOptions, type FlagFileReport, openFileStore } from './file-store.ts'
import { describeEnvironmentStore } from './testing/environment-store-contract.ts'
import { toggle } from './testing/flag-store-contract.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const first: FlagSet = { flags: { checkout: toggle('off'), banner: toggle('on') } }
const second: FlagSet = { flags: { checkout: toggle('on'), banner: toggle('on') } }
const oneBadFlag = JSON.stringify({ flags: { good: toggle('on'), bad: { state: 'ON' } } })

describeEnvironmentStore('file store with a file for its audit', async (flagSet) => {
  const path = join(await temporaryFolder(), 'flags.json')
  await writeFile(path, JSON.stringify(flagSet))
  return openFileStore({ path, isWritable: true, auditPath: fileAuditPath(path) })
})

describe('file store with a file for its audit', () => {
  const note = { author: 'ada', action: 'replace', reason: 'why not', nowMs: 7 }

  async function folderWith(flagSet: FlagSet) {
    const path = join(await temporaryFolder(), 'flags.json')
    const write = (text: string) => writeFile(path, text)
    await write(JSON.stringify(flagSet))
    const open = async (options: Partial<FileStoreOptions> = {}) => {
      const store = await openFileStore({
        ...{ path, isWritable: true, auditPath: fileAuditPath(path), lineage: 'line', ...options },
      })
      onTestFinished(() => store.close())
      return store
    }
    return { path, write, open }
  }

  it('goes on where it ended: revision, lineage, versions, history, and the way back', async () => {
    const { open } = await folderWith(first)
    const store = await open()
    await store.write({ ...note, changes: { flags: { checkout: toggle('on') } } })
    const before = store.authored()
    const history = store.audit()
    await store.close()
    const next = await open({ lineage: 'other' })
    expect(next.authored()).toEqual(before)
    expect(next.audit()).toEqual(history)
    expect([next.versionOf(flagPart('checkout')), next.authoredAt('line.0')]).toEqual(['line.1', first])
    const late = { ...note, basedOn: 'line.0' as const, changes: { flags: { checkout: null } } }
    expect(await next.write(late)).toEqual({ status: 'conflict', other: history[0] })
  })

  it('tells as one edit what became of the file while nobody looked', async () => {
    const { open, write } = await folderWith(first)
    await (await open()).close()
    await write(JSON.stringify(second))
    const store = await open()
    expect(store.authored()).toEqual({ revision: 'line.1', flagSet: second })
    expect(store.audit()).toMatchObject([
      { author: 'the file', action: 'edit', before: { flags: { checkout: toggle('off') } } },
    ])
  })

  it('serves the last good flags when it starts with a broken file', async () => {
    const { open, write } = await folderWith(first)
    await (await open()).close()
    await write(oneBadFlag)
    const reports: FlagFileReport[] = []
    const store = await open({ onProblem: (report) => reports.push(report) })
    expect(reports).toMatchObject([{ serving: 'previous' }])
    expect(store.authored()).toEqual({ revision: 'line.0', flagSet: first })
  })

  it('is for one process at a time', async () => {
    const { open, path } = await folderWith(first)
    const auditPath = fileAuditPath(path)
    await mkdir(dirname(auditPath))
    // the parent of this process is there as long as the test is
    await writeFile(`${auditPath}.lock`, String(process.ppid))
    await expect(open()).rejects.toThrow(/Another process \(\d+\) keeps the history/)
  })
})
