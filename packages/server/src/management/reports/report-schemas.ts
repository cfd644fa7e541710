import type { JsonObject } from '@halyard/schema'
import { exactly, list, text } from '../json-schema.ts'

const count: JsonObject = { type: 'integer', minimum: 0 }
const instantMs: JsonObject = { type: 'integer', description: 'Milliseconds since 1970' }
const perhapsInstantMs: JsonObject = { type: ['integer', 'null'], description: 'Milliseconds since 1970' }
const period: JsonObject = { sinceMs: instantMs, untilMs: instantMs }
const paged: JsonObject = {
  ...period,
  totals: exactly({ exposures: count, withTargetingKey: count }),
  next: { type: ['string', 'null'], description: 'What "after" has to be for the next page' },
}

/** What reports look like, by name. */
export const REPORT_SCHEMAS: JsonObject = {
  UsageReport: exactly({
    ...period,
    by: { enum: ['hour', 'day', 'period'] },
    countedSinceMs: perhapsInstantMs,
    rows: list(
      exactly({ fromMs: instantMs, flagKey: text, variant: text, exposures: count, evaluations: count }),
    ),
  }),
  StaleReport: exactly({
    days: count,
    countedSinceMs: perhapsInstantMs,
    judged: count,
    tooYoung: count,
    rows: list(
      exactly({
        flagKey: text,
        state: { enum: ['ENABLED', 'DISABLED'] },
        lastSeenMs: perhapsInstantMs,
        createdAtMs: perhapsInstantMs,
        changedAtMs: perhapsInstantMs,
      }),
    ),
  }),
  AudienceReport: exactly({
    ...paged,
    flagKey: text,
    rows: list(
      exactly({
        targetingKey: text,
        variant: text,
        exposures: count,
        firstAtMs: instantMs,
        lastAtMs: instantMs,
      }),
    ),
  }),
  CustomersReport: exactly({
    ...paged,
    attribute: text,
    rows: list(
      exactly({ value: text, flagKey: text, variant: text, exposures: count, targetingKeys: count }),
    ),
  }),
}
