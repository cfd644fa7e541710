import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runHalyard, startHalyard, temporaryFolder } from './testing/halyard-process.ts'

const toggle = (defaultVariant: string) => ({
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant,
})
const flagFile = (defaultVariant: string) =>
  JSON.stringify({ flags: { checkout: toggle(defaultVariant) } }, null, 2)

async function folderWith(text = flagFile('on')) {
  const folder = await temporaryFolder()
  const file = join(folder, 'flags.json')
  await writeFile(file, text)
  return { folder, file }
}

describe('halyard dev', { timeout: 20_000 }, () => {
  it('brings an edit to an open stream, says what changed, and ends with goodbye and 0', async () => {
    const { folder, file } = await folderWith()
    const halyard = startHalyard(['dev', '--port', '0', '--json'], folder)
    const next = await halyard.openStream()
    expect(await next()).toMatchObject({ type: 'hello' })
    expect(await next()).toMatchObject({ type: 'snapshot', flagSet: { flags: { checkout: toggle('on') } } })
    await writeFile(file, flagFile('off'))
    expect(await next()).toMatchObject({ type: 'change', changes: { flags: { checkout: toggle('off') } } })
    expect(await halyard.event('changed')).toMatchObject({ message: 'checkout: default on → off' })
    const ended = halyard.end('SIGINT')
    expect(await next()).toMatchObject({ type: 'goodbye' })
    expect(await next()).toBeUndefined()
    expect(await ended).toMatchObject({ exitCode: 0, errors: '' })
    expect(await halyard.event('stopped')).toMatchObject({ streams: 1 })
  })

  it('survives a broken edit and says where it is', async () => {
    const { folder, file } = await folderWith()
    const halyard = startHalyard(['dev', '--port', '0', '--json'], folder)
    await halyard.event('listening')
    await writeFile(file, '{\n  "flags": {\n')
    expect(await halyard.event('problem')).toMatchObject({
      serving: 'previous',
      message: expect.stringContaining('flags.json:2:13 error'),
      problems: [{ line: 2, found: 'the end of the file', expected: 'a closing brace }' }],
    })
    await writeFile(file, flagFile('off'))
    await halyard.event('mended')
    await halyard.event('changed')
    expect((await halyard.end('SIGTERM')).exitCode).toBe(0)
  })

  it('offers to create a file that is not there, and follows it when it comes', async () => {
    const folder = await temporaryFolder()
    const halyard = startHalyard(['dev', '--port', '0', '--json'], folder)
    expect(await halyard.event('problem')).toMatchObject({
      serving: 'nothing',
      message: expect.stringContaining('halyard dev flags.json --init'),
    })
    expect(await halyard.event('listening')).toMatchObject({ flags: 0 })
    await writeFile(join(folder, 'flags.json'), flagFile('on'))
    await halyard.event('changed')
  })

  it('creates a file to begin with that has no problems, and never overwrites one', async () => {
    const folder = await temporaryFolder()
    const first = startHalyard(['dev', '--port', '0', '--init', '--json'], folder)
    expect(await first.event('listening')).toMatchObject({ flags: 2 })
    await first.end()
    expect(await runHalyard(['validate', '--strict', 'flags.json'], folder)).toMatchObject({
      exitCode: 0,
      output: 'flags.json: 2 flags, no problems\n',
    })
    await writeFile(join(folder, 'flags.json'), flagFile('on'))
    const second = startHalyard(['dev', '--port', '0', '--init', '--json'], folder)
    expect(await second.event('listening')).toMatchObject({ flags: 1 })
  })

  it('takes the next port when one is taken, and says so', async () => {
    const { folder } = await folderWith()
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    onTestFinished(() => void squatter.close())
    const { port } = squatter.address() as AddressInfo
    const halyard = startHalyard(['dev', '--port', String(port), '--json'], folder)
    const { takenPort, url } = await halyard.event('listening')
    expect(takenPort).toBe(port)
    expect(Number(new URL(String(url)).port)).toBeGreaterThan(port)
  })

  it('shows people a table, and no colour codes where there is no terminal', async () => {
    const { folder, file } = await folderWith()
    const halyard = startHalyard(['dev', '--port', '0'], folder)
    await halyard.line(/Ctrl-C/)
    await writeFile(file, flagFile('off'))
    await halyard.line(/^\d\d:\d\d:\d\d {2}checkout: default on → off$/)
    const { output, errors } = await halyard.end()
    expect(output).toMatch(/^Halyard serves flags\.json at http:\/\/127\.0\.0\.1:\d+\n/)
    expect(output).toContain(
      ['  flag      type     state    default  targeting  release', '  checkout  boolean  enabled  on'].join(
        '\n',
      ),
    )
    expect(output + errors).not.toContain('\u001b')
  })
})

describe('halyard serve and import', { timeout: 30_000 }, () => {
  it('passes on what another process imports, and keeps revision and lineage over a restart', async () => {
    const { folder, file } = await folderWith()
    const words = ['serve', '--db', 'my.db', '--port', '0', '--json']
    const first = startHalyard([...words, '--import', 'flags.json'], folder)
    const next = await first.openStream()
    await next()
    const snapshot = await next()
    expect(snapshot).toMatchObject({ type: 'snapshot', flagSet: { flags: { checkout: toggle('on') } } })
    await writeFile(file, flagFile('off'))
    expect(await runHalyard(['import', 'flags.json', '--db', 'my.db'], folder)).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/^checkout: default on → off\nmy\.db is at revision \w+\.2\.\n$/),
    })
    const change = await next()
    expect(change).toMatchObject({ type: 'change', changes: { flags: { checkout: toggle('off') } } })
    expect((await first.end()).exitCode).toBe(0)

    const second = startHalyard(words, folder)
    const { revision } = await second.event('listening')
    expect(revision).toBe(change?.type === 'change' ? change.revision : undefined)
    expect(await runHalyard(['import', 'flags.json', '--db', 'my.db'], folder)).toMatchObject({
      output: `my.db says the same already (revision ${revision}).\n`,
    })
  })

  it('tells programs what it imported, and into which environment', async () => {
    const { folder, file } = await folderWith()
    const words = ['import', 'flags.json', '--environment', 'staging', '--json']
    const done = await runHalyard(words, folder)
    expect([done.exitCode, JSON.parse(done.output)]).toMatchObject([
      0,
      { isImported: true, changes: ['checkout: added (boolean, default on)'], problems: [] },
    ])
    await writeFile(file, flagFile('onn'))
    const refused = await runHalyard(words, folder)
    expect([refused.exitCode, refused.errors, JSON.parse(refused.output)]).toMatchObject([
      1,
      '',
      { isImported: false, revision: JSON.parse(done.output).revision, problems: [{ line: 9 }] },
    ])
  })

  it('imports nothing of a file with an error', async () => {
    const { folder } = await folderWith('{ "flags": { "a": 1 } }')
    for (const words of [
      ['import', 'flags.json'],
      ['serve', '--import', 'flags.json'],
    ]) {
      const { exitCode, errors } = await runHalyard(words, folder)
      expect(exitCode).toBe(1)
      expect(errors).toContain('flags.json:1:19 error in flags.a')
      expect(errors).toContain('Nothing was imported: mend flags.json first.')
    }
  })

  it('signs with a key, tells its public half, and refuses one that is none', async () => {
    const { folder } = await folderWith()
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    await writeFile(join(folder, 'key.pem'), pem)
    const words = ['serve', '--port', '0', '--json', '--signing-key']
    const halyard = startHalyard([...words, 'key.pem'], folder)
    const { url, publicKey } = await halyard.event('listening')
    expect(publicKey).toMatch(/^[\w-]{43}$/)
    const answer = await fetch(new URL('/halyard/v1/snapshot', String(url)))
    expect(await answer.text()).toMatch(/,"signature":"[\w-]{86}"}$/)
    expect((await halyard.end()).exitCode).toBe(0)
    for (const file of ['flags.json', 'gone.pem']) {
      const { exitCode, errors } = await runHalyard([...words, file], folder)
      expect([exitCode, errors]).toEqual([
        1,
        expect.stringMatching(`${file}.*(openssl genpkey|no such file)`),
      ])
    }
  })

  it('refuses a database that is none', async () => {
    const { folder } = await folderWith('x'.repeat(5000))
    const { exitCode, errors } = await runHalyard(['serve', '--db', 'flags.json'], folder)
    expect([exitCode, errors]).toEqual([
      1,
      'error: flags.json is not a SQLite database. Name another file; a new one is created.\n',
    ])
  })
})

describe('halyard validate', { timeout: 20_000 }, () => {
  it('ends with 1 for an error, and says what, where and how', async () => {
    const { folder } = await folderWith(flagFile('onn'))
    const { exitCode, output } = await runHalyard(['validate', 'flags.json'], folder)
    expect(exitCode).toBe(1)
    expect(output).toMatch(
      /^flags\.json:9:25 error in flags\.checkout\.defaultVariant\n {2}9 \| .*\n {4}\| +\^{5}\n {2}found: .*\n {2}expected: .*\n {2}to mend: .*\nflags\.json: 0 flags, 1 error\n$/,
    )
  })

  it('lets warnings pass, unless it is to be strict', async () => {
    const { folder } = await folderWith(flagFile('on').replace('"on": true,', '"on": true, "on": true,'))
    const { exitCode, output } = await runHalyard(['validate', 'flags.json'], folder)
    expect([exitCode, output.split('\n').at(-2)]).toEqual([0, 'flags.json: 1 flag, 1 warning'])
    expect((await runHalyard(['validate', '--strict', 'flags.json'], folder)).exitCode).toBe(1)
  })

  it('prints one object per file for programs', async () => {
    const { folder } = await folderWith()
    const { exitCode, output } = await runHalyard(['validate', '--json', 'flags.json', 'none.json'], folder)
    expect(exitCode).toBe(1)
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { file: 'flags.json', flags: 1, problems: [] },
      { file: 'none.json', flags: 0, problems: [{ found: 'no file at this path', line: 1 }] },
    ])
  })
})

it('ends with 2 for a wrong command line', async () => {
  expect((await runHalyard(['valdate'], await temporaryFolder())).exitCode).toBe(2)
})
