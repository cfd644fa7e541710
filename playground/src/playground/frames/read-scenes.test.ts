import type { Scene } from '@halyard/protocol/scenes'
import { expect, it } from 'vitest'
import { readScenes } from './read-scenes.ts'

const ORIGIN = 'http://127.0.0.1:5173'
const PLAYGROUND = 'http://127.0.0.1:4880'
const scene: Scene = {
  id: 'src/hero.scene.tsx',
  title: 'Hero',
  file: 'src/hero.scene.tsx',
  url: '/@halyard/scene/src/hero.scene.tsx',
  framework: 'react',
}

/** Reads the scenes of a page whose server answers like that. */
async function read(answer: Response | Error) {
  const asked: string[] = []
  const reading = await readScenes(`${ORIGIN}/cart?a=1#top`, {
    playgroundOrigin: PLAYGROUND,
    async fetch(address) {
      asked.push(String(address))
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { asked, reading }
}

it('asks the origin of the page, and gives scenes with the addresses of their pages', async () => {
  const { asked, reading } = await read(Response.json({ scenes: [scene] }))
  expect(asked).toEqual([`${ORIGIN}/@halyard/scenes.json`])
  expect(reading).toEqual({ status: 'read', scenes: [{ ...scene, url: ORIGIN + scene.url }] })
})

it('knows an application without scenes', async () => {
  expect((await read(Response.json({ scenes: [] }))).reading).toEqual({ status: 'read', scenes: [] })
})

it.each([
  ['nothing answers, or nothing that this page may read', new TypeError('Failed to fetch')],
  ['there is no such file', new Response('not found', { status: 404 })],
  ['the server fails', Response.json({ error: 'no' }, { status: 500 })],
])('says how to allow this playground where %s', async (_, answer) => {
  const { reading } = await read(answer)
  expect(reading).toMatchObject({
    status: 'failed',
    failure: { why: expect.stringContaining(ORIGIN), code: expect.stringContaining(PLAYGROUND) },
  })
})

it.each([
  ['a page', new Response('<!doctype html>')],
  ['some other list', Response.json([])],
  ['scenes on another server', Response.json({ scenes: [{ ...scene, url: 'https://elsewhere.example/' }] })],
  [
    'an answer that breaks off',
    new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('cut')) })),
  ],
])('says what to do where %s is answered', async (_, answer) => {
  const { reading } = await read(answer)
  expect(reading).toMatchObject({
    status: 'failed',
    failure: { title: 'The application lists no scenes', why: expect.stringContaining(ORIGIN) },
  })
})
