import { type FlagOverrides, FRAME_NAME_PREFIX, parseOverrides } from '@halyard/protocol/overrides'

/** What a document can say about the page that embeds it. */
export interface FrameSurroundings {
  readonly name: string
  /** The origin of the embedding page, `undefined` where the browser does not tell, or in a top-level page. */
  readonly embedderOrigin: string | undefined
}

/**
 * Reads the flag values that an embedding page assigned to this frame, in its name.
 *
 * @param allowedOrigins the origins that may assign values, as `https://example.com`.
 * @returns the assignment, a sentence that says why one is refused, or `null` where the name claims none.
 */
export function readFrameAssignment(
  surroundings: FrameSurroundings,
  allowedOrigins: readonly string[],
): FlagOverrides | string | null {
  const { name, embedderOrigin } = surroundings
  if (!name.startsWith(FRAME_NAME_PREFIX)) return null
  return embedderOrigin !== undefined && allowedOrigins.includes(embedderOrigin)
    ? parseOverrides(name.slice(FRAME_NAME_PREFIX.length))
    : `${embedderOrigin ?? 'a page of unknown origin'} assigns flag values to this frame: add it to playgroundOrigins to allow it`
}

/** The surroundings of this document; outside of one, those of a nameless top-level page. */
export function frameSurroundings(): FrameSurroundings {
  if (typeof window === 'undefined') return { name: '', embedderOrigin: undefined }
  return { name: window.name, embedderOrigin: embedderOrigin() }
}

function embedderOrigin(): string | undefined {
  if (window.parent === window) return undefined
  // Firefox has no ancestorOrigins; there the referrer of a frame is the page that embeds it.
  return (
    location.ancestorOrigins?.[0] ??
    (URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined)
  )
}
