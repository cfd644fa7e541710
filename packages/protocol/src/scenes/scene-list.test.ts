import { expect, it } from 'vitest'
import { parseSceneList } from './scene-list.ts'

const ORIGIN = 'http://127.0.0.1:5173'
const scene = {
  id: 'src/hero.scene.tsx',
  title: 'Hero',
  file: 'src/hero.scene.tsx',
  url: '/@halyard/scene/src/hero.scene.tsx',
  framework: 'react',
}

it('gives scenes the absolute addresses of their pages', () => {
  const viewport = { width: 390, height: 844 }
  expect(parseSceneList({ scenes: [scene, { ...scene, viewport }] }, ORIGIN)).toEqual([
    { ...scene, url: `${ORIGIN}${scene.url}` },
    { ...scene, url: `${ORIGIN}${scene.url}`, viewport },
  ])
})

it('lets no path lead to another origin', () => {
  const [read] = parseSceneList({ scenes: [{ ...scene, url: '//elsewhere.example/' }] }, ORIGIN) ?? []
  expect(new URL(read?.url ?? '').origin).toBe(ORIGIN)
})

it('leaves out scenes of a framework that it does not know, and properties that nobody knows', () => {
  const scenes = [
    { ...scene, framework: 'svelte' },
    { ...scene, colour: 'red' },
  ]
  expect(parseSceneList({ scenes }, ORIGIN)).toEqual([{ ...scene, url: `${ORIGIN}${scene.url}` }])
})

it.each([
  ['no object', []],
  ['no list', { scenes: {} }],
  ['a scene that is none', { scenes: [null] }],
  ['a name that is missing', { scenes: [{ ...scene, title: undefined }] }],
  ['a name that is empty', { scenes: [{ ...scene, id: '' }] }],
  ['a page elsewhere', { scenes: [{ ...scene, url: 'https://elsewhere.example/' }] }],
  ['a page beside the origin', { scenes: [{ ...scene, url: '.elsewhere.example/' }] }],
  ['a script as its page', { scenes: [{ ...scene, url: 'javascript:alert(1)' }] }],
  ['a size that is none', { scenes: [{ ...scene, viewport: { width: 390 } }] }],
  ['a size that nobody can show', { scenes: [{ ...scene, viewport: { width: 0, height: 1e9 } }] }],
])('refuses %s', (_, value) => {
  expect(parseSceneList(value, ORIGIN)).toBeUndefined()
})
