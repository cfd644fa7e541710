import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FlagSet } from '@halyard/schema'
import { flagTypesOf } from '@halyard/schema/flag-types'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toggle } from '../testing/flag-store-contract.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { followFlagTypes } from './follow-flag-types.ts'
import { type FlagTypesReport, writeFlagTypes } from './write-flag-types.ts'

const one: FlagSet = { flags: { checkout: toggle('on') } }
const two: FlagSet = { flags: { checkout: toggle('on'), banner: toggle('on') } }
const withWarning =
  '{ "flags": { "checkout": { "state": "ENABLED", "variants": { "on": true, "on": true } } } }'
const withError =
  '{ "flags": { "checkout": { "state": "ENABLED", "variants": { "on": true }, "defaultVariant": "onn" } } }'

async function folderWith(flagFile: FlagSet | string) {
  const folder = await temporaryFolder()
  const files = { flags: join(folder, 'flags.json'), types: join(folder, 'src/made/flags.d.ts') }
  const write = (next: FlagSet | string) =>
    writeFile(files.flags, typeof next === 'string' ? next : JSON.stringify(next))
  await write(flagFile)
  return { ...files, write, read: () => readFile(files.types, 'utf8') }
}

describe('writeFlagTypes', () => {
  it('writes types, with the folders above them, and leaves alone what is right already', async () => {
    const { read, ...files } = await folderWith(one)
    expect(await writeFlagTypes(files)).toEqual({
      status: 'written',
      flagCount: 1,
      problems: [],
      omittedProblems: 0,
    })
    expect(await read()).toBe(flagTypesOf(one))
    const before = await stat(files.types, { bigint: true })
    expect((await writeFlagTypes(files)).status).toBe('current')
    expect((await stat(files.types, { bigint: true })).mtimeNs).toBe(before.mtimeNs)
  })

  it('takes the line breaks of another system for its own', async () => {
    const { read, ...files } = await folderWith(one)
    await writeFlagTypes(files)
    await writeFile(files.types, (await read()).replaceAll('\n', '\r\n'))
    expect((await writeFlagTypes(files, true)).status).toBe('current')
  })

  it('only compares where it is told to', async () => {
    const { read, write, ...files } = await folderWith(one)
    expect((await writeFlagTypes(files, true)).status).toBe('outdated')
    await expect(read()).rejects.toThrow('ENOENT')
    await writeFlagTypes(files)
    await write(two)
    expect((await writeFlagTypes(files, true)).status).toBe('outdated')
    expect(await read()).toBe(flagTypesOf(one))
  })

  it('keeps the last good types while the flag file has an error, and not for a warning', async () => {
    const { read, write, ...files } = await folderWith(two)
    await writeFlagTypes(files)
    await write(withError)
    expect(await writeFlagTypes(files)).toMatchObject({
      status: 'faulty',
      flagCount: 0,
      problems: [{ severity: 'error', found: '"onn"' }],
    })
    expect(await read()).toBe(flagTypesOf(two))
    await write(withWarning)
    expect(await writeFlagTypes(files)).toMatchObject({
      status: 'written',
      flagCount: 1,
      problems: [{ severity: 'warning' }],
    })
  })

  it('has no types for flags that pages are not served', async () => {
    const { read, ...files } = await folderWith({
      flags: {
        ...two.flags,
        checkout: { ...toggle('on'), 'x-visibility': 'server' },
        old: { ...toggle('on'), 'x-archived': true },
      },
    })
    const banner = { flags: { banner: toggle('on') } }
    expect(await writeFlagTypes(files)).toMatchObject({ status: 'written', flagCount: 1 })
    expect(await read()).toBe(flagTypesOf(banner))
    const follower = await followFlagTypes({
      ...files,
      onReport: (report) => expect(report).toMatchObject({ status: 'current', flagCount: 1 }),
      onError: ({ message }) => expect.unreachable(message),
    })
    await follower.close()
    expect.assertions(3)
  })

  it('names the file that it cannot write', async () => {
    const { read: _, ...files } = await folderWith(one)
    await mkdir(files.types, { recursive: true })
    await expect(writeFlagTypes(files)).rejects.toThrow(`the types cannot be kept in ${files.types}: EISDIR`)
  })
})

describe('followFlagTypes', () => {
  /** Follows, and gives every report in turn. */
  async function follow(files: { readonly flags: string; readonly types: string }) {
    const reports = new ReadableStream<FlagTypesReport>({
      async start(controller) {
        const follower = await followFlagTypes({
          ...files,
          onReport: (report) => controller.enqueue(report),
          onError: (error) => controller.error(error),
        })
        onTestFinished(() => follower.close())
      },
    }).getReader()
    return async () => (await reports.read()).value
  }

  it('writes at the start, and when a flag comes or goes', async () => {
    const { read, write, ...files } = await folderWith(one)
    const next = await follow(files)
    expect(await next()).toMatchObject({ status: 'written', flagCount: 1 })
    await write(two)
    expect(await next()).toMatchObject({ status: 'written', flagCount: 2 })
    expect(await read()).toBe(flagTypesOf(two))
    await write(one)
    expect(await next()).toMatchObject({ status: 'written', flagCount: 1 })
  })

  it('says nothing of a change that types do not show', async () => {
    const { write, ...files } = await folderWith(one)
    const next = await follow(files)
    await next()
    await write({ flags: { checkout: { ...toggle('on'), state: 'DISABLED' } } })
    await write(two)
    expect(await next()).toMatchObject({ status: 'written', flagCount: 2 })
  })

  it('keeps the last good types over an error, tells of it, and of its end', async () => {
    const { read, write, ...files } = await folderWith(two)
    const next = await follow(files)
    await next()
    await write(withError)
    expect(await next()).toMatchObject({ status: 'faulty', problems: [{ found: '"onn"' }] })
    expect(await read()).toBe(flagTypesOf(two))
    await write(two)
    expect(await next()).toMatchObject({ status: 'current', flagCount: 2, problems: [] })
  })

  it('writes nothing for a file that is faulty from the start, not even the flags that could be used', async () => {
    const { read, write, ...files } = await folderWith(
      withError.replace('{ "flags": {', `{ "flags": { "banner": ${JSON.stringify(toggle('on'))},`),
    )
    const next = await follow(files)
    expect(await next()).toMatchObject({ status: 'faulty', flagCount: 0 })
    await expect(read()).rejects.toThrow('ENOENT')
    await write(two)
    expect(await next()).toMatchObject({ status: 'written', flagCount: 2 })
  })
})
