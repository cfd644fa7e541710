import { expect, it } from 'vitest'
import { readSceneExports } from './read-scene-exports.ts'

it.each([
  ['export default () => 1', ['default']],
  ['export default class Hero {}', ['default']],
  ['export const Bold = 1, Calm = 2, quiet = 3', ['Bold', 'Calm']],
  ['export function Bold() {}\nexport class Calm {}\nexport function quiet() {}', ['Bold', 'Calm']],
  ['const bold = 1\nexport { bold as Bold, bold as default, bold as quiet }', ['Bold', 'default']],
  ['export const Ähre = 1', ['Ähre']],
  ['const Bold = 1', []],
])('finds what can be looked at in %j', (code, components) => {
  expect(readSceneExports(code).components).toEqual(components)
})

it('reads title and viewport where they are written out', () => {
  const said = "{ title: 'Hero', 'viewport': { width: 390, height: 844 }, props: { a: f() } }"
  const viewport = { width: 390, height: 844 }
  for (const code of [`export const scene = ${said}`, `const scene = ${said}; export { scene }`]) {
    expect(readSceneExports(code)).toEqual({ components: [], title: 'Hero', viewport })
  }
})

it.each([
  'export const scene = make()',
  "export const scene = { title: name, viewport: { width: '390', height: 844 } }",
  "export const scene = { ['title']: 'Hero', ...more }",
  "export const scene = { title: '' }",
  'export let scene',
])('leaves out what only running it would tell, as of %j', (code) => {
  expect(readSceneExports(code)).toEqual({ components: [] })
})

it('throws for what is no JavaScript', () => {
  expect(() => readSceneExports('export default (')).toThrow()
})
