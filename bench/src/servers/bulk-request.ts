import { VISITOR } from '../flags/visitor.ts'

/** One request for all flags, by OFREP. */
export const BULK_REQUEST = {
  path: '/ofrep/v1/evaluate/flags',
  body: JSON.stringify({ context: VISITOR }),
} as const
