import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { applyAppearance } from './apply-appearance.ts'

const early = matchMedia('(prefers-reduced-motion: reduce)')
const RULE = '@media (prefers-reduced-motion: reduce) { p { color: rgb(1, 2, 3) } }'

// It stays for as long as the page lives, so it is applied once for all tests here.
beforeAll(() => {
  document.body.innerHTML = `<style>@supports (display: grid) { ${RULE} }</style><p>a</p>`
  expect([early.matches, colour()]).toEqual([false, 'rgb(0, 0, 0)'])
  applyAppearance({ direction: 'rtl', reducedMotion: true, forcedColors: true })
})

afterAll(() => document.documentElement.removeAttribute('dir'))

function colour(element = document.querySelector('p') as Element): string {
  return getComputedStyle(element).color
}

it('holds the direction, whatever a framework writes', async () => {
  expect(document.documentElement.dir).toBe('rtl')
  document.documentElement.dir = 'ltr'
  await vi.waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
})

it('answers the queries of scripts, those that were made before too', () => {
  expect(early.matches).toBe(true)
  expect(matchMedia('(prefers-reduced-motion: no-preference)').matches).toBe(false)
  expect(matchMedia('(forced-colors: active) and (min-width: 1px)').matches).toBe(true)
  expect(matchMedia('(max-width: 1px)').matches).toBe(false)
})

it('rewrites rules that are there, within others too', () => {
  expect(colour()).toBe('rgb(1, 2, 3)')
})

it.each<[string, () => void]>([
  ['in the document', () => document.head.insertAdjacentHTML('beforeend', `<style>${RULE}</style>`)],
  ['as text of a style', () => document.head.querySelector('style:last-of-type')?.append(RULE)],
  ['into a sheet', () => document.head.appendChild(document.createElement('style')).sheet?.insertRule(RULE)],
  [
    'by adoption',
    () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(RULE)
      document.adoptedStyleSheets = [sheet]
    },
  ],
  [
    'by a link',
    () => {
      const href = URL.createObjectURL(new Blob([RULE], { type: 'text/css' }))
      document.head.insertAdjacentHTML('beforeend', `<link rel="stylesheet" href="${href}">`)
    },
  ],
])('rewrites rules that are inserted later: %s', async (_, insert) => {
  document.body.innerHTML = '<p>a</p>'
  document.head.insertAdjacentHTML('beforeend', '<style></style>')
  expect(colour()).toBe('rgb(0, 0, 0)')
  insert()
  await vi.waitFor(() => expect(colour()).toBe('rgb(1, 2, 3)'))
  document.adoptedStyleSheets = []
  for (const sheet of document.head.querySelectorAll('style, link[href^=blob]')) sheet.remove()
})

it('chooses the picture that stands still', async () => {
  document.body.innerHTML = '<picture><source media="(prefers-reduced-motion: no-preference)"></picture>'
  const source = document.querySelector('source') as HTMLSourceElement
  await vi.waitFor(() => expect(matchMedia(source.media).matches).toBe(false))
  expect(source.media).not.toContain('prefers')
})
