import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flagTypesOf } from '@halyard/schema/flag-types'
import { describe, expect, it } from 'vitest'
import { runHalyard, startHalyard, temporaryFolder } from '../testing/halyard-process.ts'

const flagSet = (...flagKeys: string[]) => ({
  flags: Object.fromEntries(
    flagKeys.map((flagKey) => [flagKey, { state: 'ENABLED' as const, variants: { on: true, off: false } }]),
  ),
})
const broken = '{ "flags": { "a": { "state": "ON", "variants": { "on": true } } } }'

async function folderWith(text: string) {
  const folder = await temporaryFolder()
  const write = (next: string) => writeFile(join(folder, 'flags.json'), next)
  await write(text)
  return { folder, write, read: () => readFile(join(folder, 'src/flags.d.ts'), 'utf8') }
}

const OUT = ['types', 'flags.json', '--out', 'src/flags.d.ts']

describe('halyard types', { timeout: 20_000 }, () => {
  it('prints the types', async () => {
    const { folder } = await folderWith(JSON.stringify(flagSet('a')))
    expect(await runHalyard(['types'], folder)).toEqual({
      exitCode: 0,
      output: flagTypesOf(flagSet('a')),
      errors: '',
    })
  })

  it('tells programs the types, what became of a file of them, and what is wrong', async () => {
    const { folder, write } = await folderWith(JSON.stringify(flagSet('a')))
    const json = async (...words: readonly string[]) => {
      const { exitCode, output, errors } = await runHalyard([...words, '--json'], folder)
      return { exitCode, errors, ...JSON.parse(output) }
    }
    expect(await json('types')).toMatchObject({ exitCode: 0, types: flagTypesOf(flagSet('a')), problems: [] })
    expect(await json(...OUT)).toMatchObject({ exitCode: 0, status: 'written', flagCount: 1 })
    await write(broken)
    expect(await json('types')).toMatchObject({
      exitCode: 1,
      types: null,
      problems: [{ line: 1 }],
      errors: '',
    })
    expect(await json(...OUT)).toMatchObject({ exitCode: 1, status: 'faulty', errors: '' })
  })

  it('writes them into a file, and not again when they are there', async () => {
    const { folder, read } = await folderWith(JSON.stringify(flagSet('a', 'b')))
    expect(await runHalyard(OUT, folder)).toEqual({
      exitCode: 0,
      output: 'src/flags.d.ts: written, 2 flags\n',
      errors: '',
    })
    expect(await read()).toBe(flagTypesOf(flagSet('a', 'b')))
    expect((await runHalyard(OUT, folder)).output).toBe('src/flags.d.ts: up to date, 2 flags\n')
  })

  it('says where a mistake is, and leaves the types as they are', async () => {
    const { folder, write, read } = await folderWith(JSON.stringify(flagSet('a')))
    await runHalyard(OUT, folder)
    await write(broken)
    const { exitCode, output, errors } = await runHalyard(OUT, folder)
    expect([exitCode, output]).toEqual([1, ''])
    expect(errors).toMatch(/^flags\.json:1:30 error in flags\.a\.state\n(?:.*\n)+ {2}to mend: .*\n/)
    expect(errors).toMatch(/\nsrc\/flags\.d\.ts stays as it is: mend flags\.json first\.\n$/)
    expect(await read()).toBe(flagTypesOf(flagSet('a')))
    expect(await runHalyard(['types'], folder)).toMatchObject({ exitCode: 1, output: '' })
  })

  it('checks, and says how to mend what is out of date', async () => {
    const { folder, write, read } = await folderWith(JSON.stringify(flagSet('a')))
    const outdated = {
      exitCode: 1,
      output: '',
      errors:
        'src/flags.d.ts is not what flags.json says. To write it: halyard types flags.json --out src/flags.d.ts\n',
    }
    expect(await runHalyard([...OUT, '--check'], folder)).toEqual(outdated)
    await runHalyard(OUT, folder)
    expect((await runHalyard([...OUT, '--check'], folder)).exitCode).toBe(0)
    await write(JSON.stringify(flagSet('a', 'b')))
    expect(await runHalyard([...OUT, '--check'], folder)).toEqual(outdated)
    expect(await read()).toBe(flagTypesOf(flagSet('a')))
  })

  it('follows the flags until it is ended', async () => {
    const { folder, write, read } = await folderWith(JSON.stringify(flagSet('a')))
    const halyard = startHalyard([...OUT, '--watch'], folder)
    await halyard.line(/written, 1 flag$/)
    await write(broken)
    await write(JSON.stringify(flagSet('a', 'b')))
    await halyard.line(/written, 2 flags$/)
    expect(await read()).toBe(flagTypesOf(flagSet('a', 'b')))
    await rm(join(folder, 'src'), { recursive: true })
    await write(JSON.stringify(flagSet('b')))
    await halyard.line(/written, 1 flag$/)
    expect((await halyard.end()).exitCode).toBe(0)
  })

  it.each(['--watch', '--check'])('needs a file for %s', async (option) => {
    const { folder } = await folderWith('')
    expect(await runHalyard(['types', option], folder)).toMatchObject({
      exitCode: 1,
      errors: 'error: --watch and --check need a file of types: name it with --out.\n',
    })
  })
})
