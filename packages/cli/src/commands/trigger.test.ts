import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runHalyard, startHalyard, temporaryFolder } from '../testing/halyard-process.ts'
import { operateService } from '../testing/operate-service.ts'

const toggle = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const flagSet = { flags: { checkout: toggle, banner: toggle } }

async function fire(address: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(address, { method: 'POST', body: '{"alerts":[]}' })
  return { status: response.status, body: await response.json() }
}

it('makes triggers, lists their uses, and revokes them', { timeout: 60_000 }, async () => {
  const { run, url, service } = await operateService(flagSet)
  const made = await run('trigger', 'create', 'checkout', 'disable', '--reason', 'too many errors')
  expect(made).toMatchObject({ exitCode: 0, errors: '' })
  const [address = '', hint] = made.output.split('\n')
  expect(address.startsWith(`${url}/halyard/v1/triggers/halyard_tr_`)).toBe(true)
  expect(hint).toContain('curl -X POST')
  const ramp = ['trigger', 'create', 'checkout', 'rollout', 'on=10', '--name', 'ramp']
  expect((await run(...ramp, '--dry-run')).output).toMatch(/^checkout: released to on 10 %.*\nNothing was/)
  const json = JSON.parse((await run(...ramp, '--expires', '2099-01-01T00:00:00Z', '--json')).output)
  expect(json.trigger).toMatchObject({ name: 'ramp', input: { weights: { on: 10 } } })
  expect(json.url).toBe(url + json.path)

  expect(await fire(address)).toMatchObject({ status: 200, body: { status: 'written' } })
  expect(await fire(address)).toMatchObject({ status: 200, body: { status: 'unchanged' } })
  const { output } = await run('trigger', 'list')
  expect(output).toMatch(
    /checkout-disable +checkout +disable +2 +\d{4}-\d\d-\d\d .+ admin +too many errors\n/,
  )
  expect(output).toMatch(/ramp +checkout +rollout {"on":10} +0 +2099-01-01 00:00:00 +admin\n/)
  expect((await run('audit')).output).toMatch(
    /trigger:checkout-disable +disable +checkout: disabled +too many/,
  )

  expect((await run('trigger', 'revoke', 'checkout-disable')).exitCode).toBe(0)
  expect(await fire(address)).toMatchObject({ status: 404 })
  const again = await run('trigger', 'revoke', 'checkout-disable')
  expect([again.exitCode, again.errors]).toEqual([1, expect.stringContaining('no trigger checkout-disable')])
  const told = await service.end()
  const secret = address.split('/').at(-1)
  expect(`${told.output}${told.errors}`).not.toContain(secret)
  expect(told.output).toContain('checkout: disabled')
})

it('goes on working after a restart of the service', { timeout: 60_000 }, async () => {
  const { run, service, folder } = await operateService(flagSet)
  const { path } = JSON.parse((await run('trigger', 'create', 'checkout', 'disable', '--json')).output)
  await service.end()
  const next = startHalyard(['serve', '--port', '0', '--json'], folder)
  const { url } = await next.event('listening')
  expect(await fire(String(url) + path)).toMatchObject({ status: 200, body: { status: 'written' } })
})

it('makes triggers for a file that is written back, and says why not for another', {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'flags.json'), JSON.stringify(flagSet))
  for (const words of [[], ['--write']]) {
    const service = startHalyard(['dev', '--port', '0', '--json', ...words], folder)
    const url = String((await service.event('listening')).url)
    const create = ['trigger', 'create', 'checkout', 'disable', '--url', url, '--json']
    const made = await runHalyard(create, folder)
    if (words.length === 0) {
      expect([made.exitCode, made.output]).toEqual([1, ''])
      expect(made.errors).toMatch(/cannot be written\. .*--write/)
    } else {
      await fire(JSON.parse(made.output).url)
      expect(await service.event('changed')).toMatchObject({ message: 'checkout: disabled' })
    }
  }
})

it('says what is wrong', { timeout: 60_000 }, async () => {
  const { run } = await operateService(flagSet)
  const cases: readonly (readonly [words: readonly string[], exitCode: number, message: RegExp])[] = [
    [['chekout', 'disable'], 1, /no flag chekout/],
    [['checkout', 'explode'], 1, /"intent" is none of archive, disable, enable/],
    [['checkout', 'rollout', 'ten'], 2, /ten is no weight/],
    [['checkout', 'trial', '--input', '['], 2, /no JSON object/],
    [['checkout', 'disable', '--expires', '2020-01-01T00:00:00Z'], 1, /in the past/],
    [['checkout'], 2, /missing required argument 'intent'/],
  ]
  for (const [words, exitCode, message] of cases) {
    const ended = await run('trigger', 'create', ...words)
    expect([words, ended.exitCode, ended.output]).toEqual([words, exitCode, ''])
    expect(ended.errors).toMatch(message)
  }
})
