/** Why a preview cannot be inspected, or does not show what it should. */
export type FrameFailure = 'unreachable' | 'silent' | 'version' | 'not-applied'

/** A failure in the reader's words. */
export interface FailureExplanation {
  readonly title: string
  readonly why: string
  readonly fix: string
  /** The line to paste into the page. */
  readonly code?: string
}

/**
 * Says why a preview fails and how to mend it.
 *
 * @param pageUrl the page in the frame. @param playgroundOrigin the origin that it has to allow.
 */
export function explainFailure(
  failure: FrameFailure,
  { pageUrl, playgroundOrigin }: { readonly pageUrl: string; readonly playgroundOrigin: string },
): FailureExplanation {
  switch (failure) {
    case 'unreachable':
      return {
        title: 'Nothing answers there',
        why: `No page could be loaded from ${pageUrl}.`,
        fix: 'Start its server, or correct the address at the top left.',
      }
    case 'silent':
      return {
        title: 'The page says nothing about its flags',
        why: 'It has no flag client, its client does not allow this playground, or it refuses to be framed.',
        fix: 'Attach the devtools in the page, and check its X-Frame-Options and frame-ancestors:',
        code: `attachDevtools(client, { allowOrigins: ['${playgroundOrigin}'] })`,
      }
    case 'version':
      return {
        title: 'The page speaks another version',
        why: 'Its flag client and this playground have no version of the devtools protocol in common.',
        fix: 'Bring both to the same release of Halyard.',
      }
    case 'not-applied':
      return {
        title: 'The page kept its own value',
        why: 'Its flag client does not take values from this playground.',
        fix: 'Allow it where the client is created:',
        code: `createFlagClient({ …, overrides: pageOverrides({ playgroundOrigins: ['${playgroundOrigin}'] }) })`,
      }
  }
}
