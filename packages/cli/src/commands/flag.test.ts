import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { runHalyard, startHalyard, temporaryFolder } from '../testing/halyard-process.ts'
import { operateService } from '../testing/operate-service.ts'

const flagSet: FlagSet = {
  flags: { checkout: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' } },
  $evaluators: { staff: { '==': [{ var: 'role' }, 'staff'] } },
}

describe('halyard flag', { timeout: 60_000 }, () => {
  it('takes a flag from the first tenth to the kill switch and back, and tells who did it', async () => {
    const { run } = await operateService(flagSet)
    expect((await run('flag', 'list')).output).toMatch(/checkout +boolean +enabled +off/)
    const dry = await run('flag', 'rollout', 'checkout', 'on=10', '--dry-run')
    expect(dry).toMatchObject({ exitCode: 0, errors: '' })
    expect(dry.output).toMatch(/Nothing was written\.\n.*\n +checkout +\d+\.\d %/)
    const rolled = await run('flag', 'rollout', 'checkout', 'on=10', '--reason', 'first tenth', '--json')
    const { entry } = JSON.parse(rolled.output)
    expect(entry.after.flags.checkout['x-release'].rollout.slices).toEqual([
      ['on', 10_000],
      ['off', 90_000],
    ])
    for (const words of [
      ['schedule', 'checkout', 'on=50@2099-12-01T09:00:00Z', 'on=100@2099-12-04T09:00:00Z'],
      ['target', 'checkout', 'on', '--segment', 'staff'],
      ['trial', 'checkout', 'customer-7', 'on', '--until', '2099-01-01T00:00:00Z'],
    ]) {
      expect(await run('flag', ...words)).toMatchObject({ exitCode: 0, errors: '' })
    }
    expect((await run('flag', 'get', 'checkout')).output).toMatch(
      /release +on for customer-7 until 2099-01-01 00:00:00 UTC\n +on for the segment staff\n +on 10 %, off 90 %\n +on 50 %/,
    )
    const stopped = await run('flag', 'disable', 'checkout')
    expect(stopped.output).toMatch(/^checkout: disabled\nNow at revision \w+\.6\.\n/)
    // the way back is told as the command that leads there
    const [, undo] = /^To take it back: halyard (.+)$/m.exec(stopped.output) ?? []
    expect(undo).toMatch(/^flag rollback checkout \w+\.5$/)
    expect((await run(...String(undo).split(' '))).output).toMatch(/^checkout: enabled\n/)
    expect((await run('flag', 'disable', 'checkout')).exitCode).toBe(0)
    const conflict = await run('flag', 'enable', 'checkout', '--if-match', entry.revision)
    expect([conflict.exitCode, conflict.output]).toEqual([3, ''])
    expect(conflict.errors).toMatch(/admin did "disable"/)
    expect((await run('flag', 'rollback', 'checkout', entry.revision)).exitCode).toBe(0)
    const got = await run('flag', 'get', 'checkout', '--json')
    expect(JSON.parse(got.output).flag).toEqual(entry.after.flags.checkout)
    expect((await run('audit')).output).toMatch(/admin +rollout +checkout: .* +first tenth/)
    expect(JSON.parse((await run('audit', '--flag', 'checkout', '--json')).output)).toHaveLength(9)
    expect(JSON.parse((await run('export')).output).flags.checkout).toEqual(entry.after.flags.checkout)
  })

  it('creates a flag', async () => {
    const { run } = await operateService(flagSet)
    const created = await run('flag', 'create', 'banner', '--variants', '{"a":"A","b":"B"}', '--default', 'a')
    expect(created).toMatchObject({ exitCode: 0, errors: '' })
    expect(created.output).toMatch(/^banner: added \(string, default a\)/)
    expect((await run('flag', 'create', 'banner')).errors).toMatch(/There is a flag banner already/)
    expect((await run('flag', 'create', 'other', '--default', 'onn')).errors).toMatch(/defaultVariant: "onn"/)
  })

  it('knows whose a flag is, what it is for, and since when it should be gone', async () => {
    const { run } = await operateService(flagSet)
    const facts = ['--owner', 'shop', '--description', 'a sale', '--expires', '2026-01-01']
    await run('flag', 'create', 'sale', ...facts, '--tag', 'payments', 'web')
    expect((await run('flag', 'get', 'sale')).output).toMatch(
      /description +a sale\n +owner +shop\n +tags +payments, web\n +expires +2026-01-01 {2}overdue\n/,
    )
    expect((await run('flag', 'list')).output).toMatch(
      /sale +boolean +enabled, overdue .* 2026-01-01 +shop +payments, web\n/,
    )
    const listed = async (...words: readonly string[]) =>
      JSON.parse((await run('flag', 'list', '--json', ...words)).output).flags.map(
        ({ key }: { key: string }) => key,
      )
    expect(await listed()).toEqual(['checkout', 'sale'])
    for (const words of [['--owner', 'shop'], ['--tag', 'web'], ['--overdue']]) {
      expect(await listed(...words)).toEqual(['sale'])
    }
    expect((await run('flag', 'list', '--owner', 'nobody')).output).toMatch(/^No such flag among 2 flags\./)
    const edited = await run(
      'flag',
      'edit',
      'sale',
      '--owner',
      'till',
      '--tag',
      '',
      '--expires',
      '2099-01-01',
    )
    expect(edited.output).toMatch(
      /^sale: owner shop → till, tags payments, web → \(none\), expires 2026-01-01 → 2099-01-01\n/,
    )
    expect(await listed('--overdue')).toEqual([])
    expect((await run('flag', 'get', 'sale')).output).toMatch(
      /a sale\n +owner +till\n +expires +2099-01-01\n/,
    )
    expect((await run('flag', 'edit', 'sale')).errors).toMatch(/nothing is said that could be changed/)
  })

  it('writes the segments that flags are targeted at, and instants that are so long from now', async () => {
    const { run } = await operateService(flagSet)
    const rule = '{"ends_with":[{"var":"email"},"@example.com"]}'
    const set = await run('segment', 'set', 'testers', rule, '--environment', 'production')
    expect(set.output).toMatch(
      /^\$evaluators\.testers: added\n.*\n.*halyard env rollback production \w+\.1\n/,
    )
    expect((await run('segment', 'list')).output).toContain(`testers  ${rule}\n`)
    expect((await run('flag', 'target', 'checkout', 'on', '--segment', 'testers')).exitCode).toBe(0)
    expect((await run('segment', 'remove', 'testers')).errors).toMatch(/Rules refer to the segment testers/)
    expect((await run('segment', 'remove', 'staff')).output).toMatch(/^\$evaluators\.staff: removed\n/)
    const before = Date.now()
    const { output } = await run('flag', 'schedule', 'checkout', 'on=50@+24h', '--json')
    const [stage] = JSON.parse(output).entry.after.flags.checkout['x-release'].schedule
    expect(stage.at).toBeGreaterThanOrEqual(Math.floor(before / 1000) + 86_400)
    expect(stage.at).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) + 86_400)
  })

  it('brings the kill switch to an open stream', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'flags.json'), JSON.stringify(flagSet))
    const service = startHalyard(['dev', '--port', '0', '--write', '--json'], folder)
    const { url } = await service.event('listening')
    const words = ['flag', 'disable', 'checkout', '--url', String(url)]
    expect(await runHalyard(words, folder)).toMatchObject({ exitCode: 0, errors: '' })
    expect(await service.event('changed')).toMatchObject({ message: 'checkout: disabled' })
  })

  it('keeps the history of a flag file over the end of the process, however that comes', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'flags.json'), JSON.stringify(flagSet))
    const words = ['dev', '--port', '0', '--write', '--json']
    const service = startHalyard(words, folder)
    const { url } = await service.event('listening')
    const disable = ['flag', 'disable', 'checkout', '--reason', 'it burns', '--url', String(url)]
    expect((await runHalyard(disable, folder)).exitCode).toBe(0)
    const second = await runHalyard(words, folder)
    expect([second.exitCode, second.errors]).toEqual([
      1,
      expect.stringMatching(/Another process \(\d+\) keeps/),
    ])
    await service.end('SIGKILL')
    const next = startHalyard(words, folder)
    const address = ['--url', String((await next.event('listening')).url)]
    const { output } = await runHalyard(['audit', ...address], folder)
    expect(output).toMatch(/disable +checkout: disabled +it burns\n/)
    const [revision] = /\w+\.1\b/.exec(output) ?? []
    const back = `${String(revision).split('.')[0]}.0`
    expect((await runHalyard(['flag', 'rollback', 'checkout', back, ...address], folder)).output).toMatch(
      /^checkout: enabled\n/,
    )
  })

  it('says what is wrong', async () => {
    const { run, folder, variables } = await operateService(flagSet)
    const cases: readonly (readonly [words: readonly string[], exitCode: number, message: RegExp])[] = [
      [['flag', 'disable', 'chekout'], 1, /no flag chekout/],
      [['flag', 'rollout', 'checkout', 'ten'], 2, /ten is no weight/],
      [['flag', 'schedule', 'checkout', 'on=10'], 2, /on=10 is no stage/],
      [['flag', 'target', 'checkout', 'on', '--segment', 'staf'], 1, /"staf" is no segment. There are staff/],
      [['flag', 'list', '--environment', 'nowhere'], 1, /no environment nowhere/],
    ]
    for (const [words, exitCode, message] of cases) {
      const ended = await run(...words)
      expect([words, ended.exitCode, ended.output]).toEqual([words, exitCode, ''])
      expect(ended.errors).toMatch(message)
    }
    const stranger = { ...variables, HALYARD_TOKEN: 'wrong' }
    expect((await runHalyard(['flag', 'list'], folder, stranger)).errors).toMatch(
      /needs a management token.*\n.*export HALYARD_TOKEN=/,
    )
    const nobody = { HALYARD_URL: 'http://127.0.0.1:1' }
    expect((await runHalyard(['flag', 'list'], folder, nobody)).errors).toMatch(/nothing answers at/)
  })
})

describe('halyard serve where others can reach it', { timeout: 30_000 }, () => {
  it('starts once there are a token and a client key, and gives nothing to those without', async () => {
    const folder = await temporaryFolder()
    const refused = await runHalyard(['serve', '--host', '0.0.0.0', '--port', '0'], folder)
    expect([refused.exitCode, await readdir(folder)]).toEqual([1, []])
    const commands = [...refused.errors.matchAll(/\$ halyard (.+)/g)].map(
      ([, words]) => words?.split(' ') ?? [],
    )
    expect(commands).toHaveLength(2)
    const secrets: string[] = []
    for (const words of commands) {
      const { output } = await runHalyard([...words, '--json'], folder)
      secrets.push(JSON.parse(output).secret)
    }
    const service = startHalyard(['serve', '--host', '0.0.0.0', '--port', '0', '--json'], folder)
    const { url } = await service.event('listening')
    const ask = async (path: string, secret?: string) => {
      const headers = secret === undefined ? {} : { Authorization: `Bearer ${secret}` }
      return (await fetch(String(url).replace('0.0.0.0', '127.0.0.1') + path, { headers })).status
    }
    const [token, key] = secrets
    const paths = ['/halyard/v1/environments', '/halyard/v1/snapshot']
    expect(await Promise.all(paths.map((path) => ask(path)))).toEqual([401, 401])
    expect(await Promise.all(paths.map((path) => ask(path, token)))).toEqual([200, 401])
    expect(await Promise.all(paths.map((path) => ask(path, key)))).toEqual([401, 200])
  })
})

describe('halyard token', { timeout: 30_000 }, () => {
  it('makes tokens and keys that open what they are for, and revokes them', async () => {
    const { run, folder, variables } = await operateService(flagSet)
    const made = await run('token', 'create', 'watcher', '--read-only', '--json')
    const reader = { ...variables, HALYARD_TOKEN: JSON.parse(made.output).secret }
    expect((await runHalyard(['flag', 'list'], folder, reader)).exitCode).toBe(0)
    const refused = await runHalyard(['flag', 'disable', 'checkout'], folder, reader)
    expect([refused.exitCode, refused.errors]).toEqual([1, expect.stringContaining('may not write')])
    expect((await run('token', 'list')).output).toMatch(/watcher +management +\* +read\n/)
    expect((await run('token', 'revoke', 'watcher')).exitCode).toBe(0)
    expect((await run('token', 'revoke', 'watcher')).exitCode).toBe(1)
    expect((await runHalyard(['flag', 'list'], folder, reader)).exitCode).toBe(1)
  })
})
