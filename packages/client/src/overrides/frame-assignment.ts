import { FRAME_NAME_PREFIX } from '@halyard/protocol/overrides'

/** What a document can say about the page that embeds it. */
export interface FrameSurroundings {
  readonly name: string
  /** The origin of the embedding page, `undefined` where the browser does not tell, or in a top-level page. */
  readonly embedderOrigin: string | undefined
}

/**
 * Finds what an embedding page assigned to this frame, in its name.
 *
 * @param allowedOrigins the origins that may assign values, as `https://example.com`.
 * @param refuse told why an assignment is not taken.
 * @returns the assignment for `parseFrameAssignment` to read, `undefined` where there is none.
 */
export function readFrameAssignment(
  { name, embedderOrigin }: FrameSurroundings,
  allowedOrigins: readonly string[],
  refuse: (message: string) => void,
): string | undefined {
  if (!name.startsWith(FRAME_NAME_PREFIX)) return undefined
  if (embedderOrigin !== undefined && allowedOrigins.includes(embedderOrigin)) {
    return name.slice(FRAME_NAME_PREFIX.length)
  }
  refuse(
    `${embedderOrigin ?? 'a page of unknown origin'} assigns flag values to this frame: add it to playgroundOrigins of pageOverrides to allow it`,
  )
  return undefined
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
