import { expect, it } from 'vitest'
import { pictureNames } from './picture-names.ts'

const names = (...labels: readonly string[]) =>
  pictureNames(labels.map((label, index) => ({ id: `s.${index}`, label })))

it('says what a cell differs in', () => {
  expect(names('As served', 'hero: bold', 'Seen as: Ada, Appearance: Dark')).toEqual([
    'as-served.png',
    'hero-bold.png',
    'seen-as-ada-appearance-dark.png',
  ])
})

it('is never the same twice, on file systems that ignore case too', () => {
  expect(names('hero: Bold', 'hero: bold', 'hero: bold!')).toEqual([
    'hero-bold.png',
    'hero-bold-s-1.png',
    'hero-bold-s-2.png',
  ])
})

it('leads out of no folder, and has a name for every label', () => {
  expect(names('../../etc/passwd', '🪁', '.', 'Größe: 大', `a${'b'.repeat(500)}`)).toEqual([
    'etc-passwd.png',
    's-1.png',
    's-2.png',
    'größe-大.png',
    `a${'b'.repeat(79)}.png`,
  ])
})
