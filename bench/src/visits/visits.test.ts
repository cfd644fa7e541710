import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { bundleVisit } from '../run/visit-pages.ts'
import { VISITED_PAGES, type VisitedPageName } from './visits.ts'

const NAMES = Object.keys(VISITED_PAGES) as VisitedPageName[]

it('has a page for every name, and a name for every page', () => {
  const pages = readdirSync(import.meta.dirname).filter((file) => file.endsWith('-visit.ts'))
  expect(pages.toSorted()).toEqual(NAMES.map((name) => `${name}-visit.ts`).toSorted())
})

it.each(NAMES)('%s is bundled into one script that needs nothing else', async (name) => {
  const script = await bundleVisit(name)
  expect(script).toContain('window.visit')
  expect(script).not.toMatch(/^\s*import\b|\brequire\(/m)
})
