import { expect, it } from 'vitest'
import { CLIENT_SUBJECTS, type ClientSubjectName } from '../clients/client-subjects.ts'
import type { PageCosts } from '../run/measuring-browser.ts'
import { VISITED_PAGES, type VisitedPageName } from '../visits/visits.ts'
import { judgeClient } from './client-goals.ts'
import { type ClientRun, reportClient } from './report-client.ts'

/** A run in which every peer has 10 of everything and Halyard `own`. */
function runWith(own: number, late = 0): ClientRun {
  const costs = (figure: number): PageCosts => ({
    read: { ns: figure, bytes: 0 },
    manyFlags: {
      loadedBytes: figure * 1e6,
      readBytes: figure * 1e6,
      change: { toListenerMs: figure / 10, toFreeMs: figure },
    },
  })
  const figureOf = (name: string): number => (name.startsWith('halyard') ? own : 10)
  const subjects = Object.keys(CLIENT_SUBJECTS) as ClientSubjectName[]
  const pages = Object.keys(VISITED_PAGES) as VisitedPageName[]
  const visited = pages.filter((name) => !('keepsNothing' in VISITED_PAGES[name]))
  return {
    conditions: ['a machine'],
    sizes: new Map(pages.map((name) => [name, figureOf(name) * 1000])),
    entries: new Map([['@halyard/client', 5000]]),
    rounds: [
      {
        pages: new Map(subjects.map((name) => [name, costs(figureOf(name))])),
        visits: new Map(visited.map((name) => [name, { firstValuesMs: [figureOf(name)], late }])),
        delivery: { toListenerMs: [2, 3, 4], toByteMs: [1] },
      },
    ],
  }
}

const outcomes = (run: ClientRun): string[] => judgeClient(run).map(({ outcome }) => outcome)

it('calls every goal met where all figures are within', () => {
  expect(new Set(outcomes(runWith(2)))).toEqual(new Set(['met']))
})

it('calls every goal missed where all figures are beyond, but the garbage', () => {
  const missed = judgeClient(runWith(20, 1)).filter(({ outcome }) => outcome !== 'missed')
  expect(missed.map(({ promise }) => promise)).toEqual(['read: no garbage'])
})

it('misses what was not measured', () => {
  expect(outcomes({ ...runWith(2), sizes: new Map(), rounds: [] })).not.toContain('met')
})

it('has a row for every SDK, and says why one has no figures', () => {
  const report = reportClient(runWith(2))
  for (const { name } of Object.values(VISITED_PAGES)) expect(report).toContain(`| ${name} `)
  expect(report).toMatch(/\| Featurevisor +\| 10\.00 kB \| +– \|/)
  expect(report).toContain('Featurevisor keeps nothing between visits.')
  expect(report).toMatch(/\| the listener of Halyard’s client +\| 3\.00 ms \|/)
})
