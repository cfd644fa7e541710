import { decodeJsonText, encodeJsonText } from '@halyard/protocol/share'
import { isJsonObject } from '@halyard/schema'
import { parsePageUrl } from './page-url.ts'
import { readSheetRecord, type SheetRecord, sheetRecordOf } from './sheet-record.ts'
import { initialSheet, type SheetState } from './sheet-state.ts'

/** What a link to the playground says, and what of it could not be read. */
export interface ReadSheetAddress {
  readonly state: SheetState
  /** A sentence for people; absent where the whole link was understood. */
  readonly problem?: string
}

/** The parts of an address that matter here, as `location` has them. */
export interface AddressParts {
  /** `''`, or what follows the path, with its `?`. */
  readonly search: string
  /** `''`, or what follows the query, with its `#`. */
  readonly hash: string
}

const VERSION = '1'
const MAX_LENGTH = 262_144

/**
 * Reads the playground's own address. The page is in the query, so that people can write such a link; `flag`, which may
 * occur more than once, chooses flags. Everything else is in the fragment, as {@link formatSheetAddress} writes it. Total:
 * what is missing or makes no sense has its default, and is told of.
 *
 * @param defaultPageUrl the page where the address names none.
 * @example parseSheetAddress({ search: '?flag=hero', hash: '' }, pageUrl).state.flags // [{ flagKey: 'hero' }]
 */
export function parseSheetAddress({ search, hash }: AddressParts, defaultPageUrl: string): ReadSheetAddress {
  const query = new URLSearchParams(search)
  const page = query.get('page')
  const pageUrl = parsePageUrl(page ?? '')
  const flagKeys = query.getAll('flag').filter((flagKey) => flagKey !== '')
  const plain: SheetState = {
    ...initialSheet(pageUrl ?? defaultPageUrl),
    ...(flagKeys.length > 0 && { flags: flagKeys.map((flagKey) => ({ flagKey })) }),
  }
  const pageProblem =
    page !== null && pageUrl === null ? `“${page}” is the address of no web page.` : undefined
  const text = new URLSearchParams(hash.slice(1)).get('sheet')
  const { state, problem } = text === null ? { state: plain } : readSheetText(text, plain)
  const problems = [pageProblem, problem].filter((part) => part !== undefined)
  return { state, ...(problems.length > 0 && { problem: problems.join(' ') }) }
}

/**
 * Writes the address that {@link parseSheetAddress} reads, without a loss; defaults are left out, so that links stay short.
 *
 * @returns query and fragment, `''` for the initial sheet of the default page.
 * @example formatSheetAddress({ ...initialSheet(pageUrl), flags: [{ flagKey: 'hero' }] }, pageUrl) // '?flag=hero'
 */
export function formatSheetAddress(state: SheetState, defaultPageUrl: string): string {
  const query = new URLSearchParams()
  const { f: flags, ...rest } = sheetRecordOf(state)
  if (state.pageUrl !== defaultPageUrl) query.set('page', state.pageUrl)
  const isPlain = state.flags !== undefined && state.flags.length > 0 && state.flags.every(isPlainChoice)
  if (isPlain) for (const { flagKey } of state.flags) query.append('flag', flagKey)
  const record: SheetRecord = { ...(!isPlain && flags && { f: flags }), ...rest }
  const search = query.size === 0 ? '' : `?${query}`
  const hash = Object.keys(record).length === 0 ? '' : `#sheet=${VERSION}.${encodeJsonText(record)}`
  return search + hash
}

/** A lone surrogate has no place in a query. */
function isPlainChoice({
  flagKey,
  values,
}: {
  readonly flagKey: string
  readonly values?: unknown
}): boolean {
  return values === undefined && flagKey !== '' && flagKey.isWellFormed()
}

function readSheetText(text: string, plain: SheetState): ReadSheetAddress {
  const [version, body = ''] = text.split('.', 2)
  if (version !== VERSION && /^\d+$/.test(version ?? '')) {
    return {
      state: plain,
      problem: `This link is of version ${version}, and version ${VERSION} is read here.`,
    }
  }
  const record = text.length > MAX_LENGTH ? undefined : decodeJsonText(body)
  if (!isJsonObject(record)) {
    return { state: plain, problem: 'The state in this link is cut off or damaged: copy the link whole.' }
  }
  const { state, ignored } = readSheetRecord(record, plain)
  return ignored.length === 0
    ? { state }
    : { state, problem: `What this link says of ${ignored.join(', ')} makes no sense, and was left out.` }
}
