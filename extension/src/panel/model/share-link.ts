import { addShare, type ShareState } from '@halyard/protocol/share'
import { encodeBoundedShare } from './bounded-share.ts'

/**
 * The most characters of a link that a QR code holds. Source: ISO/IEC 18004, version 40, level L, byte mode.
 */
export const MAX_QR_LENGTH = 2_953

/** How long a link can be good for, in milliseconds. A link that is good forever is not offered. */
export const SHARE_SPANS_MS = [3_600_000, 28_800_000, 86_400_000, 604_800_000, 2_592_000_000] as const

/** The most characters of a page's address. Source: what servers and chat programs take without cutting it off. */
const MAX_ADDRESS_LENGTH = 8_000

/** A link, or a sentence that says why there is none. */
export type ShareLink =
  | { readonly ok: true; readonly link: string }
  | { readonly ok: false; readonly problem: string }

/**
 * Makes the link under which a page takes a state, when somebody opens it and agrees.
 *
 * @param address of the page; one that can be opened elsewhere.
 */
export function shareLink(address: string, state: ShareState): ShareLink {
  if (!/^https?:/.test(address) || address.length > MAX_ADDRESS_LENGTH) {
    return {
      ok: false,
      problem: 'This document has no address that could be opened elsewhere: save the state as a file.',
    }
  }
  try {
    return { ok: true, link: addShare(address, encodeBoundedShare(state)) }
  } catch (error) {
    return { ok: false, problem: `${(error as Error).message}.` }
  }
}
