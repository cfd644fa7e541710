import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import getPort from 'get-port'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runHalyard, temporaryFolder } from '../../../packages/cli/src/testing/halyard-process.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { startWebServers, type WebServers } from '../../../scripts/start/web-servers.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'

let file: FlagFile
let service: FlagService
let web: WebServers

beforeAll(async () => {
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  web = await startWebServers(service.url, {
    shop: await getPort({ host: '127.0.0.1' }),
    playground: await getPort({ host: '127.0.0.1' }),
  })
})

afterAll(async () => {
  await web?.stop()
  await service?.stop()
  file?.[Symbol.dispose]()
})

const sizeOf = (path: string) => {
  const { width, height } = PNG.sync.read(readFileSync(path))
  return [width, height]
}

it('takes a picture of every cell, and finds later what is not as it was', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder()
  const link = `${web.playgroundUrl}?flag=hero`
  const taken = await runHalyard(['preview', link, '--out', 'pictures'], folder)
  expect(taken).toMatchObject({ exitCode: 0, errors: '' })
  expect(taken.output).toContain('4 pictures in pictures.')
  const pictures = join(folder, 'pictures')
  const names = ['as-served.png', 'hero-bold.png', 'hero-classic.png', 'hero-seasonal.png']
  expect(readdirSync(pictures).toSorted()).toEqual(names)
  for (const name of names) expect(sizeOf(join(pictures, name))).toEqual([1440, 900])

  const again = await runHalyard(['preview', link, '--out', 'pictures', '--check'], folder)
  expect(again).toMatchObject({ exitCode: 0, output: expect.stringContaining('4 pictures as stored') })

  file.edit('hero', { defaultVariant: 'seasonal' })
  const changed = await runHalyard(['preview', link, '--out', 'pictures', '--check', '--json'], folder)
  expect(changed.exitCode).toBe(1)
  const outcomes = changed.output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(outcomes.map(({ outcome, label }) => [outcome, label])).toEqual([
    ['different', 'As served'],
    ['same', 'hero: classic'],
    ['same', 'hero: bold'],
    ['same', 'hero: seasonal'],
  ])
  const differences = join(pictures, 'differences')
  expect(readdirSync(differences).toSorted()).toEqual(['as-served.difference.png', 'as-served.png'])

  const one = ['preview', link, '--out', 'pictures', '--cell', 's.0.0.0']
  expect(await runHalyard(one, folder)).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('1 picture in pictures.'),
  })
  expect(await runHalyard([...one, '--check'], folder)).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('1 picture as stored'),
  })
})

it('takes one picture of the whole sheet', { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder()
  const taken = await runHalyard(['preview', `${web.playgroundUrl}?flag=hero`, '--out', 'sheet.png'], folder)
  expect(taken).toMatchObject({ exitCode: 0, errors: '' })
  expect(sizeOf(join(folder, 'sheet.png'))[0]).toBe(1920)
})

it('says why a page cannot be shown, and takes no picture of it', { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder()
  const nobody = encodeURIComponent(`http://127.0.0.1:${await getPort({ host: '127.0.0.1' })}/`)
  const taken = await runHalyard(
    ['preview', `${web.playgroundUrl}?page=${nobody}`, '--out', 'pictures'],
    folder,
  )
  expect(taken).toMatchObject({ exitCode: 1, output: expect.stringContaining('Nothing answers there') })
  expect(existsSync(join(folder, 'pictures'))).toBe(false)
})
