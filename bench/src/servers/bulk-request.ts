import { VISITOR } from '../flags/visitor.ts'

/** Where all flags are asked for, by OFREP. */
export const BULK_PATH = '/ofrep/v1/evaluate/flags'

/** Who asks: the same visitor over and over, as a client that polls; or each time one who was never here. */
export type Visitors = 'same' | 'new'

/**
 * The body of a request for all flags.
 *
 * @param number another one is another visitor, and a body of the same length.
 */
export function bulkRequestBody(number: number): string {
  const targetingKey = `visitor-${String(number).padStart(10, '0')}`
  return JSON.stringify({ context: { ...VISITOR, targetingKey } })
}
