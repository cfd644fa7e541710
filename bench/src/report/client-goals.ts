import { CLIENT_SUBJECTS, type ClientSubjectName } from '../clients/client-subjects.ts'
import { median } from '../measure/median.ts'
import type { PageCosts } from '../run/measuring-browser.ts'
import type { Visits } from '../run/visit-pages.ts'
import { VISITED_PAGES, type VisitedPageName } from '../visits/visits.ts'
import { describeBytes, figure } from './figure.ts'
import { aheadOf, atMost, type Goal } from './goal.ts'
import type { ClientRun } from './report-client.ts'
import { ratioTo, typical } from './summary.ts'

const MAX_READ_NS = 15
// Exact figures of a heap are whole bytes; what is less for one read is the measurement's own.
const MAX_READ_BYTES = 0.5
const MAX_CHANGE_MS = 0.2
const MAX_CLIENT_BYTES = 6_400
const MAX_REMOTE_BYTES = 4_500
const MAX_FIRST_VALUE_MS = 3

const PEERS = (Object.keys(CLIENT_SUBJECTS) as ClientSubjectName[]).filter(
  (name) => name !== 'halyard' && name !== 'map',
)
const PEER_PAGES = (Object.keys(VISITED_PAGES) as VisitedPageName[]).filter(
  (name) => !name.startsWith('halyard') && name !== 'by-hand',
)

/** Judges what was promised of the client. */
export function judgeClient({ sizes, rounds }: ClientRun): readonly Goal[] {
  const pages = rounds.map((round) => round.pages)
  const visits = rounds.map((round) => round.visits)
  const late = rounds.flatMap((round) => round.visits.get('halyard') ?? [])
  const bytes = (name: VisitedPageName): number | null => sizes.get(name) ?? null
  return [
    atMost(
      'rules, stream, IndexedDB, tabs: at most 6.4 kB',
      bytes('halyard'),
      MAX_CLIENT_BYTES,
      describeBytes,
    ),
    aheadOf(
      'the same: below every peer',
      PEER_PAGES.map((peer) => ({
        peer: VISITED_PAGES[peer].name,
        ratio: Number(bytes('halyard')) / Number(bytes(peer)),
      })),
    ),
    atMost('a server evaluates: at most 4.5 kB', bytes('halyard-remote'), MAX_REMOTE_BYTES, describeBytes),
    atMost(
      `first value: at most ${MAX_FIRST_VALUE_MS} ms`,
      typical(visits, 'halyard', firstValueMs),
      MAX_FIRST_VALUE_MS,
      inMs,
    ),
    atMost(
      'first value: no frame before it',
      late.length > 0 ? late.reduce((sum, visit) => sum + visit.late, 0) : null,
      0,
      (count) => `${count} of ${late.flatMap((visit) => visit.firstValuesMs).length} visits`,
    ),
    aheadOf(
      'first value: ahead of every peer',
      PEER_PAGES.map((peer) => ({
        peer: VISITED_PAGES[peer].name,
        ratio: ratioTo(visits, 'halyard', peer, firstValueMs),
      })),
    ),
    atMost(
      `read: at most ${MAX_READ_NS} ns`,
      typical(pages, 'halyard', readNs),
      MAX_READ_NS,
      (ns) => `${figure(ns)} ns`,
    ),
    atMost(
      'read: no garbage',
      typical(pages, 'halyard', ({ read }) => read.bytes),
      MAX_READ_BYTES,
      (count) => `${Math.round(count)} B`,
    ),
    aheadOf('read: ahead of every peer', ratiosOfPages(pages, readNs)),
    atMost(
      `change 1 of 10,000: at most ${MAX_CHANGE_MS} ms`,
      typical(pages, 'halyard', changeMs),
      MAX_CHANGE_MS,
      inMs,
    ),
    aheadOf('change 1 of 10,000: ahead of every peer', ratiosOfPages(pages, changeMs)),
  ]
}

const readNs = ({ read }: PageCosts): number => read.ns
const changeMs = ({ manyFlags }: PageCosts): number => manyFlags.change.toListenerMs
const firstValueMs = ({ firstValuesMs }: Visits): number => median(firstValuesMs)
const inMs = (value: number): string => `${figure(value)} ms`

function ratiosOfPages(
  pages: readonly ReadonlyMap<ClientSubjectName, PageCosts>[],
  read: (costs: PageCosts) => number,
): { readonly peer: string; readonly ratio: number | null }[] {
  return PEERS.map((peer) => ({
    peer: CLIENT_SUBJECTS[peer].name,
    ratio: ratioTo(pages, 'halyard', peer, read),
  }))
}
