import { join } from 'node:path'
import { CLIENT_SUBJECTS, type ClientSubjectName } from '../clients/client-subjects.ts'
import { CLIENT_EFFORTS, type ClientEffortName } from '../measure/client-effort.ts'
import type { ClientRound } from '../report/report-client.ts'
import { VISITED_PAGES, type VisitedPageName } from '../visits/visits.ts'
import { bundle } from './bundle.ts'
import { inTurn } from './in-turn.ts'
import { measureDelivery } from './measure-delivery.ts'
import type { MeasuringBrowser, PageCosts } from './measuring-browser.ts'
import { bundleVisit, type Visits, visitPages } from './visit-pages.ts'

/** What is measured, built ahead: an edit meanwhile changes nothing. */
export interface ClientScripts {
  readonly visits: ReadonlyMap<VisitedPageName, string>
  readonly delivery: string
}

const SUBJECT_NAMES = Object.keys(CLIENT_SUBJECTS) as ClientSubjectName[]
const PAGE_NAMES = Object.keys(VISITED_PAGES) as VisitedPageName[]
const DELIVERY_PAGE = join(import.meta.dirname, '../measure/delivery-page.ts')

/** Builds every page for production. */
export async function buildClientScripts(): Promise<ClientScripts> {
  const visits = PAGE_NAMES.map(async (name) => [name, await bundleVisit(name)] as const)
  return {
    visits: new Map(await Promise.all(visits)),
    delivery: await bundle({ entryPoints: [DELIVERY_PAGE], format: 'iife', platform: 'browser' }),
  }
}

/**
 * Measures every SDK once, each in a fresh browser.
 *
 * @param turn which one begins. @param tell is told what is next.
 */
export async function runClientRound(
  browser: MeasuringBrowser,
  scripts: ClientScripts,
  effort: ClientEffortName,
  turn: number,
  tell: (what: string) => void,
): Promise<ClientRound> {
  const { visits, writes } = CLIENT_EFFORTS[effort]
  const pages = new Map<ClientSubjectName, PageCosts>()
  for (const name of inTurn(SUBJECT_NAMES, turn)) {
    tell(`reads, memory, changes: ${name}`)
    pages.set(name, await browser.measure(name, effort))
  }
  const visited = new Map<VisitedPageName, Visits>()
  for (const [name, script] of inTurn([...scripts.visits], turn)) {
    if ('keepsNothing' in VISITED_PAGES[name]) continue
    tell(`first value: ${name}`)
    visited.set(name, await visitPages(name, script, visits))
  }
  tell('server write to listener')
  return { pages, visits: visited, delivery: await measureDelivery(scripts.delivery, writes) }
}
