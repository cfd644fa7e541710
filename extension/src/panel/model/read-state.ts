import { decodeShare, type ShareState, takeShare } from '@halyard/protocol/share'
import { isSnapshot } from '@halyard/protocol/wire'
import { isJsonObject } from '@halyard/schema'
import type { PageSnapshot } from './page-snapshot.ts'
import { readScenarioFile } from './scenario-file.ts'
import { readSnapshot, SNAPSHOT_START } from './snapshot-format.ts'

/** The most characters of a text or a file that is read. */
export const MAX_STATE_LENGTH = 20_000_000

/** What somebody pasted or dropped. */
export type ReadState =
  | { readonly kind: 'snapshot'; readonly snapshot: PageSnapshot }
  | { readonly kind: 'scenarios'; readonly scenarios: readonly ShareState[] }
  | { readonly kind: 'share'; readonly share: ShareState }
  /** What claims to be a file of flags, or a flag service's snapshot of them: nobody has judged it yet. */
  | { readonly kind: 'flag-file'; readonly json: object }
  /** A sentence that says what is wrong with the text, and what to do. */
  | { readonly kind: 'problem'; readonly problem: string }

/**
 * Finds out what a text is: a bug report, a snapshot, a file of scenarios, a link with a share or a share alone, or a file
 * of flags. Total for any text.
 *
 * @param nowMs the time in milliseconds since 1970, for a share to count as expired.
 */
export function readState(text: string, nowMs: number): ReadState {
  const given = text.trim()
  if (given === '')
    return problem('There is nothing in it: paste a bug report, a link, or the text of a file.')
  if (given.length > MAX_STATE_LENGTH) {
    return problem(
      `This has ${given.length.toLocaleString('en')} characters, and ${MAX_STATE_LENGTH.toLocaleString('en')} are read: it is something else, or hold back a part of it.`,
    )
  }
  const start = given.indexOf(SNAPSHOT_START)
  if (start >= 0) return readLine(given.slice(start))
  if (given.startsWith('{')) return readJson(given)
  const share = findShare(given)
  if (share === null) {
    return problem(
      'No state was found in this text. A bug report has it in its last part, a long line that begins with {"halyard": copy the report to its end.',
    )
  }
  const decoded = decodeShare(share, nowMs)
  return decoded.ok ? { kind: 'share', share: decoded.share } : problem(sentence(decoded.message))
}

/** The line of a bug report, with whatever the place where it was posted put around it. */
function readLine(text: string): ReadState {
  const [line = ''] = text.split(/\r?\n/, 1)
  const json = line.slice(0, line.lastIndexOf('}') + 1)
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return problem(
      'The part for the panel is cut off or was changed: copy the report anew, with the whole of the line that begins with {"halyard".',
    )
  }
  return asSnapshot(value)
}

function readJson(text: string): ReadState {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return problem(`This begins as JSON and is none: ${(error as Error).message}.`)
  }
  if (!isJsonObject(value)) return problem('This JSON is no object.')
  if (value.halyard === 'snapshot') return asSnapshot(value)
  if (value.halyard === 'scenarios') {
    const result = readScenarioFile(value)
    return result.ok ? { kind: 'scenarios', scenarios: result.scenarios } : problem(sentence(result.problem))
  }
  if (isSnapshot(value)) return { kind: 'flag-file', json: value.flagSet }
  if (value.flags === undefined) {
    return problem(
      'This JSON is neither a snapshot, nor scenarios, nor a file of flags: it has no "halyard" and no "flags".',
    )
  }
  return { kind: 'flag-file', json: value }
}

function asSnapshot(value: unknown): ReadState {
  const result = readSnapshot(value)
  return result.ok ? { kind: 'snapshot', snapshot: result.snapshot } : problem(sentence(result.problem))
}

/** In the address that the text is, in one that it mentions, or the text itself. */
function findShare(text: string): string | null {
  const address = text.split(/\s+/).find((word) => takeShare(word).text !== null)
  if (address !== undefined) return takeShare(address).text
  return /^\d+\.[\w-]+(?:\.[\w-]*)?$/.test(text) ? text : null
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function problem(text: string): ReadState {
  return { kind: 'problem', problem: text }
}
