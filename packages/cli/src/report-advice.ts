import type { AudienceReport, CustomersReport, StaleReport, UsageReport } from '@halyard/server'
import { formatUtc } from './format-utc.ts'
import { count } from './problem-text.ts'

const DAY_MS = 86_400_000

/** Why a usage report has no rows, and what to do. @param url the service that pages would send to. */
export function adviseOnUsage({ countedSinceMs, sinceMs }: UsageReport, url: string): string {
  if (countedSinceMs === null) return `Nothing is counted yet. ${adviseToExpose(url)}`
  return `Nothing was counted since ${formatUtc(sinceMs)}. Counts begin at ${formatUtc(countedSinceMs)}; ask for more with --since.`
}

/** What a report of stale flags could not judge, and why it has no rows where it has none. */
export function adviseOnStaleFlags(report: StaleReport, nowMs: number, url: string): string {
  const { days, countedSinceMs, judged, tooYoung, rows } = report
  if (countedSinceMs === null)
    return `No flag is judged, because nothing is counted yet. ${adviseToExpose(url)}`
  const countedDays = Math.floor((nowMs - countedSinceMs) / DAY_MS)
  if (countedDays < days) {
    const shorter =
      countedDays > 0 ? ` Ask with --days ${countedDays}.` : ' Ask again tomorrow with --days 1.'
    return `No flag is judged, because exposures are counted since ${formatUtc(countedSinceMs)} only, and not for ${count(days, 'day')}.${shorter}`
  }
  const young =
    tooYoung > 0 ? ` ${count(tooYoung, 'flag')} created or changed since then may be too young to tell.` : ''
  const seen =
    rows.length > 0
      ? `Nobody saw ${rows.length} of ${count(judged, 'flag')}`
      : `Somebody saw each of ${count(judged, 'flag')}`
  const deaf =
    rows.length > 0
      ? ' Before you remove one: pages without a recorder, and those that fetch all flags by OFREP, are not heard.'
      : ''
  return `${seen} in the last ${count(days, 'day')}.${young}${deaf}`
}

/** Why nobody is named in a report of who was shown a flag, and what to do. */
export function adviseOnAudience({ flagKey, sinceMs, totals }: AudienceReport, url: string): string {
  if (totals.exposures === 0) {
    return `Nobody is recorded to have seen ${flagKey} since ${formatUtc(sinceMs)}. ${adviseToExpose(url, ['targetingKey'])}`
  }
  return `${count(totals.exposures, 'exposure')} of ${flagKey} came without a targeting key. ${adviseToExpose(url, ['targetingKey'])}`
}

/** Why a report of customers has no rows, and what to do. */
export function adviseOnCustomers({ attribute, sinceMs, totals }: CustomersReport, url: string): string {
  const sent = [...new Set(['targetingKey', attribute])]
  const what =
    totals.exposures === 0
      ? `No exposure is recorded since ${formatUtc(sinceMs)}.`
      : `${count(totals.exposures, 'exposure')} came without ${attribute}.`
  return `${what} ${adviseToExpose(url, sent)}`
}

/** @param sent the attributes that the page has to send along. */
function adviseToExpose(url: string, sent: readonly string[] = []): string {
  const what =
    sent.length > 0
      ? 'Pages tell of people only what they are asked for. In the page:'
      : 'Pages send exposures where their client is created with a recorder. In the page:'
  const context = sent.length > 0 ? `, sendContext: [${sent.map(quote).join(', ')}]` : ''
  return `${what}

  import { createFlagClient, streamSource } from '@halyard/client'
  import { recordExposures } from '@halyard/client/exposures'

  const url = ${quote(url)}
  const exposures = recordExposures({ url${context} })
  const client = createFlagClient({ source: streamSource({ url }), exposures })

Bindings expose what their components show. Elsewhere, say it where it is shown: client.expose(key, fallback).`
}

/** A text as code has it. */
function quote(text: string): string {
  return /['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`
}
