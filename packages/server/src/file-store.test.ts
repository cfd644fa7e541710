import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FlagSet } from '@halyard/schema'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { EnvironmentStore } from './environment-store.ts'
import { type FileStoreOptions, type FlagFileReport, openFileStore } from './file-store.ts'
import { describeEnvironmentStore } from './testing/environment-store-contract.ts'
import { describeFlagStore, toggle } from './testing/flag-store-contract.ts'
import { readNextChange } from './testing/read-next-change.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const first: FlagSet = { flags: { checkout: toggle('off'), banner: toggle('on') } }
const second: FlagSet = { flags: { checkout: toggle('on'), banner: toggle('on') } }

describeFlagStore('file store', async ({ flagSet, ...options }) => {
  const path = join(await temporaryFolder(), 'flags.json')
  await writeFile(path, JSON.stringify(flagSet))
  return {
    store: await openFileStore({ path, ...options }),
    write: (next) => writeFile(path, JSON.stringify(next)),
  }
})

describeEnvironmentStore('file store', async (flagSet) => {
  const path = join(await temporaryFolder(), 'flags.json')
  await writeFile(path, JSON.stringify(flagSet))
  return openFileStore({ path, isWritable: true })
})

interface Scene {
  readonly path: string
  readonly store: EnvironmentStore
  readonly reports: readonly FlagFileReport[]
  /** Waits for the next report. */
  nextReport(): Promise<FlagFileReport>
  write(flagSet: FlagSet): Promise<void>
}

async function setUp(text: string | null, options: Partial<FileStoreOptions> = {}): Promise<Scene> {
  const path = join(await temporaryFolder(), 'flags.json')
  if (text !== null) await writeFile(path, text)
  const reports: FlagFileReport[] = []
  let onReport: ((report: FlagFileReport) => void) | undefined
  const store = await openFileStore({
    path,
    lineage: 'line',
    onProblem(report) {
      reports.push(report)
      onReport?.(report)
    },
    ...options,
  })
  onTestFinished(() => store.close())
  return {
    path,
    store,
    reports,
    nextReport: () =>
      new Promise((resolve) => {
        onReport = resolve
      }),
    write: (flagSet) => writeFile(path, JSON.stringify(flagSet, null, 2)),
  }
}

const broken = '{ "flags": {'
const oneBadFlag = JSON.stringify({ flags: { good: toggle('on'), bad: { state: 'ON' } } })

/** So long that no report comes of a half of a write, however busy the machine is between the halves. */
const PATIENT = { settleMs: 600_000 }

describe('file store follows a file that is', () => {
  it('written in place', async () => {
    const { store, write } = await setUp(JSON.stringify(first))
    const change = readNextChange(store)
    await write(second)
    expect((await change).changes).toEqual({ flags: { checkout: toggle('on') } })
  })

  it('replaced by a rename, again and again', async () => {
    const { store, path } = await setUp(JSON.stringify(first))
    for (const flagSet of [second, first, second]) {
      const change = readNextChange(store)
      await writeFile(`${path}.tmp`, JSON.stringify(flagSet))
      await rename(`${path}.tmp`, path)
      await change
      expect(store.current().flagSet).toEqual(flagSet)
    }
  })

  it('emptied and then written', async () => {
    const { store, path, write, reports } = await setUp(JSON.stringify(first), PATIENT)
    const change = readNextChange(store)
    await writeFile(path, '')
    await write(second)
    await change
    expect([store.current().flagSet, reports]).toEqual([second, []])
  })

  it('deleted, reported, and created anew', async () => {
    const { store, path, write, nextReport } = await setUp(JSON.stringify(first))
    const missing = nextReport()
    await rm(path)
    expect(await missing).toMatchObject({
      serving: 'previous',
      problems: [{ found: 'no file at this path' }],
    })
    expect(store.current().flagSet).toEqual(first)
    const mended = nextReport()
    const change = readNextChange(store)
    await write(second)
    await change
    expect(await mended).toMatchObject({ serving: 'file', problems: [] })
  })

  it('moved away with its folder, which then comes back', async () => {
    const folder = join(await temporaryFolder(), 'config')
    await mkdir(folder)
    const path = join(folder, 'flags.json')
    await writeFile(path, JSON.stringify(first))
    let onReport: ((report: FlagFileReport) => void) | undefined
    const store = await openFileStore({ path, pollIntervalMs: 10, onProblem: (report) => onReport?.(report) })
    onTestFinished(() => store.close())
    const missing = new Promise((resolve) => {
      onReport = resolve
    })
    await rename(folder, `${folder}-old`)
    await missing
    const change = readNextChange(store)
    await mkdir(folder)
    await writeFile(path, JSON.stringify(second))
    await change
    expect(store.current().flagSet).toEqual(second)
  })

  it('edited 50 times as fast as possible: the last one wins', async () => {
    const { store, write, reports } = await setUp(JSON.stringify(first), PATIENT)
    const numbered = (number: number): FlagSet => ({ ...first, metadata: { number } })
    const last = readNextChange(store, ({ changes }) => changes.metadata?.number === 50)
    for (let number = 1; number <= 50; number++) await write(numbered(number))
    await last
    expect(store.current().flagSet).toEqual(numbered(50))
    expect(reports).toEqual([])
  })
})

describe('file store keeps serving', () => {
  it('the last good flag set while a flag is broken, and says when it is mended', async () => {
    const { store, path, write, nextReport } = await setUp(JSON.stringify(first))
    const report = nextReport()
    await writeFile(path, oneBadFlag)
    expect(await report).toMatchObject({ file: path, serving: 'previous' })
    expect(store.current()).toEqual({ revision: 'line.0', flagSet: first })
    const mended = nextReport()
    await write(first)
    expect(await mended).toEqual({ file: path, serving: 'file', problems: [], omittedProblems: 0 })
    expect(store.current().revision).toBe('line.0')
  })

  it('the last good flag set while the text is broken', async () => {
    const { store, path, nextReport } = await setUp(JSON.stringify(first))
    const report = nextReport()
    await writeFile(path, broken)
    expect(await report).toMatchObject({
      serving: 'previous',
      problems: [{ line: 1, expected: 'a closing brace }' }],
    })
    expect(store.current().flagSet).toEqual(first)
  })

  it('a file with warnings, which it reports', async () => {
    const text = JSON.stringify(first).replace(
      '{"flags":{',
      `{"flags":{"banner":${JSON.stringify(toggle('off'))},`,
    )
    const { store, reports } = await setUp(text)
    expect(reports).toMatchObject([{ serving: 'file', problems: [{ severity: 'warning' }] }])
    expect(store.current().flagSet).toEqual(first)
  })

  it('the flags that load, when it starts with a broken one, until there is a good file', async () => {
    const { store, reports, path, write, nextReport } = await setUp(oneBadFlag)
    expect(reports).toMatchObject([{ serving: 'part' }])
    expect(store.current().flagSet).toEqual({ flags: { good: toggle('on') } })
    const change = readNextChange(store)
    await write(second)
    await change
    const report = nextReport()
    await writeFile(path, oneBadFlag)
    expect(await report).toMatchObject({ serving: 'previous' })
    expect(store.current().flagSet).toEqual(second)
  })

  it.each([
    ['is missing', null, 'no file at this path'],
    ['is not JSON', broken, 'the end of the file'],
    ['is too large', `{"flags":{},"x":"${'x'.repeat(9 * 2 ** 20)}"}`, 'a file of 9.0 MiB'],
  ])('nothing, when it starts and the file %s, and recovers', async (_, text, found) => {
    const { store, reports, write } = await setUp(text)
    expect(reports).toMatchObject([{ serving: 'nothing', problems: [{ found }] }])
    expect(store.current()).toEqual({ revision: 'line.0', flagSet: { flags: {} } })
    const change = readNextChange(store)
    await write(second)
    await change
    expect(store.current().flagSet).toEqual(second)
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ serving: 'file', problems: [] }))
  })
})

describe('file store reports', () => {
  it('one problem once, however often the file is written', async () => {
    const { path, reports, store, write } = await setUp(oneBadFlag)
    await writeFile(path, oneBadFlag)
    await writeFile(path, oneBadFlag)
    const change = readNextChange(store)
    await write(second)
    await change
    expect(reports.map(({ serving }) => serving)).toEqual(['part', 'file'])
  })

  it('nothing after it was closed', async () => {
    const { store, path, reports, write } = await setUp(JSON.stringify(first))
    await store.close()
    await write(second)
    await rm(path)
    // a second store sees the end of it all; the closed one has seen none
    const witness = await openFileStore({ path })
    await witness.close()
    expect([store.current().flagSet, reports]).toEqual([first, []])
  })
})

describe('file store that is written through', () => {
  const note = { author: 'ada', action: 'replace', reason: '', nowMs: 0 }

  it('keeps the formatting of the rest', async () => {
    const text = JSON.stringify(first, null, 4).replace('"banner"', '\n\n        "banner"')
    const { path, store } = await setUp(text, { isWritable: true })
    await store.write({ ...note, changes: { flags: { checkout: toggle('on') } } })
    expect(await readFile(path, 'utf8')).toBe(
      text.replace('"defaultVariant": "off"', '"defaultVariant": "on"'),
    )
    expect(store.current().flagSet).toEqual(second)
  })

  it('is read-only unless it is opened for writing', async () => {
    const { path, store } = await setUp(JSON.stringify(first))
    expect(await store.write({ ...note, changes: { flags: { checkout: null } } })).toEqual({
      status: 'read-only',
    })
    expect(await readFile(path, 'utf8')).toBe(JSON.stringify(first))
  })

  it('takes what somebody has just saved into account', async () => {
    const { path, store } = await setUp(JSON.stringify(first), { isWritable: true })
    await writeFile(path, JSON.stringify({ flags: { banner: toggle('off') } }))
    await store.write({ ...note, changes: { flags: { checkout: toggle('on') } } })
    const both = { flags: { banner: toggle('off'), checkout: toggle('on') } }
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(both)
    expect(store.current().flagSet).toEqual(both)
  })

  it.each([
    ['a file with errors', oneBadFlag, /has errors and stays as it is/],
    ['a list of flags', JSON.stringify({ flags: [{ key: 'banner', ...toggle('on') }] }), /lists its flags/],
  ])('leaves %s alone, and says why', async (_, text, message) => {
    const { path, store } = await setUp(text, { isWritable: true })
    const before = store.current()
    await expect(store.write({ ...note, changes: { flags: { good: null, banner: null } } })).rejects.toThrow(
      message,
    )
    expect(await readFile(path, 'utf8')).toBe(text)
    expect(store.current()).toBe(before)
  })
})
