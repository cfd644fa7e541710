import { explainByAddress, explainByBody } from './explain-calls.ts'
import type { Route } from './routes.ts'

/** The calls that say what somebody has. */
export const EXPLAIN_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/explain',
    verb: 'read',
    summary: 'What every flag, or one, is for an evaluation context, and why',
    handler: explainByAddress,
    reply: 'Explained',
    query: ['context', 'flag'],
  },
  {
    method: 'POST',
    path: '/explain',
    verb: 'read',
    summary: 'The same for a context that is too long for an address, or must not stand in one',
    handler: explainByBody,
    reply: 'Explained',
    body: {
      type: 'object',
      properties: { context: { type: 'object' }, flag: { type: 'string' } },
      required: ['context'],
    },
  },
]
