import { ENDPOINTS } from '@halyard/protocol/wire'
import { FLAG_ADDRESS_PROBLEMS as PROBLEMS } from '../text/flag-address.ts'
import type { SiteAccess } from './site-access.ts'

/** The most that is read of an answer, in bytes. */
const MAX_ANSWER_BYTES = 20_000_000

/** How long all that is asked for may take, in milliseconds. */
const TIME_LIMIT_MS = 15_000

/** Where somebody's flags are. */
export interface FlagAddress {
  /** Of a Halyard service, as `https://flags.example.com`, or of a file of flags. */
  readonly url: string
  /** Of the environment that the service serves; empty where nobody asks for one. */
  readonly clientKey: string
}

/** What is at an address, or a sentence that says why nothing is, and what to do. */
export type FlagAddressResult =
  | {
      readonly ok: true
      /** JSON, as it was sent: nobody has judged it yet. */
      readonly text: string
      /** The address without what may be secret in it. */
      readonly name: string
    }
  | { readonly ok: false; readonly problem: string }

/** What {@link readFlagAddress} needs of its surroundings. */
export interface FlagAddressOptions {
  /** Asks the person, where somebody has to be asked. */
  readonly siteAccess?: Pick<SiteAccess, 'borrow'> | undefined
  /** @default 15000 */
  readonly timeLimitMs?: number
  /** @default 20,000,000 */
  readonly maxBytes?: number
}

/**
 * Reads the flags at an address: the snapshot of a service, or a file. Call it from a click, in which browsers let
 * somebody be asked.
 *
 * It asks that one origin, with no cookies and without following it to another, and gives the permission for it back
 * when it has its answer. Never rejects.
 *
 * @example await readFlagAddress({ url: 'https://flags.example.com', clientKey: '' })
 */
export async function readFlagAddress(
  { url, clientKey }: FlagAddress,
  { siteAccess, timeLimitMs = TIME_LIMIT_MS, maxBytes = MAX_ANSWER_BYTES }: FlagAddressOptions = {},
): Promise<FlagAddressResult> {
  const address = URL.parse(url.trim())
  if (!address || !/^https?:$/.test(address.protocol)) return failure(PROBLEMS.noAddress)
  if (address.username !== '' || address.password !== '') return failure(PROBLEMS.hasPassword)
  const { origin } = address
  const giveBack = siteAccess ? await siteAccess.borrow(origin) : () => undefined
  if (!giveBack) return failure(PROBLEMS.notAllowed(origin))
  const request: RequestInit = {
    headers: { accept: 'application/json', ...(clientKey !== '' && { 'x-api-key': clientKey }) },
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(timeLimitMs),
  }
  try {
    return await readFirst(placesOf(address), request, maxBytes)
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError'
    return failure(isLate ? PROBLEMS.late(origin, timeLimitMs / 1000) : PROBLEMS.unreachable(origin))
  } finally {
    giveBack()
  }
}

/** A service is known by its base; what has an ending is a file. */
function placesOf(address: URL): readonly URL[] {
  const { pathname } = address
  if (pathname.endsWith('.json') || pathname.endsWith(ENDPOINTS.snapshot)) return [address]
  const snapshot = new URL(address)
  snapshot.pathname = pathname.replace(/\/*$/, ENDPOINTS.snapshot)
  return [snapshot, address]
}

async function readFirst(
  places: readonly URL[],
  request: RequestInit,
  maxBytes: number,
): Promise<FlagAddressResult> {
  const found: string[] = []
  for (const place of places) {
    const name = place.origin + place.pathname
    const response = await fetch(place, request)
    const { status, ok, headers } = response
    if (response.type === 'opaqueredirect') return failure(PROBLEMS.redirected(name))
    if (status === 401 || status === 403) return failure(PROBLEMS.refused(name, status))
    const text = ok ? await readText(response, maxBytes) : ''
    if (text === null) return failure(PROBLEMS.tooLarge(name, maxBytes))
    if (text.trimStart().startsWith('{')) return { ok: true, text, name }
    found.push(
      PROBLEMS.answered(name, ok ? (headers.get('content-type') ?? PROBLEMS.noType) : String(status)),
    )
  }
  return failure(PROBLEMS.noFlags(found))
}

/** @returns `null` for what is larger: the rest of it is not waited for. */
async function readText({ body }: Response, maxBytes: number): Promise<string | null> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const chunk = (await reader?.read())?.value
    if (!chunk) return text + decoder.decode()
    bytes += chunk.length
    if (bytes > maxBytes) {
      void reader?.cancel()
      return null
    }
    text += decoder.decode(chunk, { stream: true })
  }
}

function failure(problem: string): FlagAddressResult {
  return { ok: false, problem }
}
