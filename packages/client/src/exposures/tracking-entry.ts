import { type InsightSubject, isInsightName, MAX_INSIGHT_NAME_LENGTH } from '@halyard/protocol/wire'
import type { JsonObject } from '@halyard/schema'
import type { TrackingDetails } from './exposure-recorder.ts'
import { bytesOf, type QueuedEntry } from './queued-batch.ts'

const MAX_BYTES = 10_000

/**
 * Makes an entry of a tracking event.
 *
 * @param subject who did it, as far as that is told.
 * @returns the entry, or a sentence that says why the event is not counted.
 */
export function trackingEntry(
  name: string,
  details: TrackingDetails | undefined,
  subject: InsightSubject,
  atMs: number,
): QueuedEntry | string {
  if (!isInsightName(name))
    return `a tracking event needs a name of 1 to ${MAX_INSIGHT_NAME_LENGTH} characters`
  const { value, ...rest } = details ?? {}
  if (value !== undefined && !Number.isFinite(value))
    return `"${name}" is not counted: its value is ${String(value)}, and has to be a number`
  const attributes = jsonCopy(rest)
  if (!attributes)
    return `"${name}" is not counted: its attributes are no JSON; give text, numbers and booleans`
  const entry: QueuedEntry = {
    atMs,
    insight: {
      type: 'tracking',
      name,
      ...(value !== undefined && { value }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...subject,
    },
  }
  return bytesOf(entry) > MAX_BYTES
    ? `"${name}" is not counted: it takes more than ${MAX_BYTES} bytes; give it fewer attributes`
    : entry
}

/** What the attributes are at this moment: the page may change its objects before they are sent. */
function jsonCopy(attributes: object): JsonObject | null {
  try {
    return JSON.parse(JSON.stringify(attributes)) as JsonObject
  } catch {
    // A circle, or a number that is too large for JSON.
    return null
  }
}
