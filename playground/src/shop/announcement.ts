import { isJsonObject, type JsonObject } from '@halyard/schema'

/** The line above the page. */
export interface Announcement {
  readonly text: string
  readonly tone: 'calm' | 'urgent'
}

/** What the flag `announcement` falls back to: no line. */
export const NO_ANNOUNCEMENT: JsonObject = { text: '', tone: 'calm' }

/**
 * Reads the value of the flag `announcement`: whoever edits flags can write any JSON.
 *
 * @returns the announcement, or `null` where there is nothing to say.
 * @example parseAnnouncement({ text: 'Closed on Monday' }) // { text: 'Closed on Monday', tone: 'calm' }
 */
export function parseAnnouncement(value: unknown): Announcement | null {
  if (!isJsonObject(value) || typeof value.text !== 'string' || value.text.trim() === '') return null
  return { text: value.text, tone: value.tone === 'urgent' ? 'urgent' : 'calm' }
}
