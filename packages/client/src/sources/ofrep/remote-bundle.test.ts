import { resolve } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'

/** The modules that a page with this code loads: at once, or later, when it needs them. */
async function modulesOf(code: string, when: 'at once' | 'later' = 'at once'): Promise<readonly string[]> {
  const entry = resolve(import.meta.dirname, 'page.ts')
  const output = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
    build: { write: false, lib: { entry, formats: ['es'] } },
  })) as Rolldown.RolldownOutput[]
  const chunks = output
    .flatMap((part) => part.output)
    .filter((part) => part.type === 'chunk')
    .filter(({ isDynamicEntry }) => isDynamicEntry === (when === 'later'))
  return chunks.flatMap(({ modules }) =>
    Object.entries(modules)
      .filter(([, { renderedLength }]) => renderedLength > 0)
      .map(([id]) => id),
  )
}

const from = (source: string): string => `
  import { createFlagClient, staticSource, streamSource } from '@halyard/client'
  import { ofrepSource } from '@halyard/client/ofrep'
  createFlagClient({ source: ${source} }).start()`

it('leaves the evaluator out of a page whose server evaluates', async () => {
  const modules = await modulesOf(from("ofrepSource({ url: 'https://flags.test' })"))
  expect(modules.filter((id) => id.includes('/ofrep/')).length).toBeGreaterThan(5)
  expect(modules.filter((id) => /evaluator|flag-rules|stream-source/.test(id))).toEqual([])
})

it('loads what reads event streams only when a server has one', async () => {
  const code = from("ofrepSource({ url: 'https://flags.test' })")
  const isOfStreams = (id: string): boolean => /event-streams\.ts|event-stream-parser/.test(id)
  expect((await modulesOf(code)).filter(isOfStreams)).toEqual([])
  expect((await modulesOf(code, 'later')).filter(isOfStreams)).toHaveLength(2)
})

it('loads what polls for snapshots only where streams do not get through', async () => {
  const code = from("streamSource({ url: 'https://flags.test' })")
  const isOfPolls = (id: string): boolean => id.endsWith('/poll-snapshots.ts')
  expect((await modulesOf(code)).filter(isOfPolls)).toEqual([])
  expect((await modulesOf(code, 'later')).filter(isOfPolls)).toHaveLength(1)
})

it('leaves out of a page with rules what changes the context of a server that evaluates', async () => {
  const modules = await modulesOf(from("streamSource({ url: 'https://flags.test' })"))
  expect(modules.filter((id) => /remote-source|awaited-context/.test(id))).toEqual([])
})

it('would see it', async () => {
  const modules = await modulesOf(from('staticSource({ flags: {} })'))
  expect(modules.filter((id) => id.includes('/evaluator/')).length).toBeGreaterThan(5)
})
