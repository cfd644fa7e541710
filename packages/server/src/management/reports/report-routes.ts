import type { Route } from '../routes.ts'
import { reportAudience } from './audience-report.ts'
import { reportCustomers } from './customers-report.ts'
import { reportStaleFlags } from './stale-report.ts'
import { reportUsage } from './usage-report.ts'

/** What is told of how flags are used. */
export const REPORT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/reports/usage',
    verb: 'read',
    summary: 'How often flags were shown and evaluated, by variant and hour, day or period',
    handler: reportUsage,
    reply: 'UsageReport',
    query: ['flag', 'by', 'since', 'until'],
    hasCsv: true,
  },
  {
    method: 'GET',
    path: '/reports/stale',
    verb: 'read',
    summary: 'Which flags nobody was shown or evaluated for some days',
    handler: reportStaleFlags,
    reply: 'StaleReport',
    query: ['days'],
    hasCsv: true,
  },
  {
    method: 'GET',
    path: '/reports/who',
    verb: 'read',
    summary: 'Who was shown which variant of a flag, by targeting key',
    handler: reportAudience,
    reply: 'AudienceReport',
    query: ['flag', 'since', 'until', 'after', 'limit'],
    hasCsv: true,
  },
  {
    method: 'GET',
    path: '/reports/customers',
    verb: 'read',
    summary: 'What was shown to those with each value of an attribute',
    handler: reportCustomers,
    reply: 'CustomersReport',
    query: ['attribute', 'flag', 'since', 'until', 'after', 'limit'],
    hasCsv: true,
  },
]
