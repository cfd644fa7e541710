import { encodeShare, MAX_SHARE_LENGTH, type ShareState } from '@halyard/protocol/share'

/**
 * Writes a state as a share. A page may hold values of many megabytes: what is far too long costs no more than its length.
 *
 * @throws what `encodeShare` throws.
 */
export function encodeBoundedShare(state: ShareState): string {
  const { length } = JSON.stringify([[...state.overrides], state.context])
  if (length > MAX_SHARE_LENGTH) {
    throw new RangeError(
      `this cannot be shared: it has ${length.toLocaleString('en')} characters, and ${MAX_SHARE_LENGTH.toLocaleString('en')} fit: share fewer flags, or smaller values`,
    )
  }
  return encodeShare(state)
}
