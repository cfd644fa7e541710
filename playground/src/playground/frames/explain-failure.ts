/** Why a preview cannot be inspected, or does not show what it should. */
export type FrameFailure = 'unreachable' | 'silent' | 'not-allowed' | 'version' | 'not-applied'

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
        // A browser tells nobody which of them it is: a frame that was refused loads like any other.
        why: 'It has no flag client that is attached to devtools, or it refuses to be shown in a frame.',
        fix: 'Attach the devtools in the page, and check its headers X-Frame-Options and Content-Security-Policy (frame-ancestors):',
        code: `attachDevtools(client, { allowOrigins: ['${playgroundOrigin}'] })`,
      }
    case 'not-allowed':
      return {
        title: 'The page does not allow this playground',
        why: 'Its flag client is attached to devtools, for other origins. It has told nothing of its flags, and was told nothing.',
        fix: 'Add the origin of this playground where the devtools are attached:',
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
        why: 'Its flag client does not take values and contexts from this playground, its code overrides the flag, or the value is of another type.',
        fix: 'Allow it where the client is created:',
        code: `createFlagClient({ …, overrides: pageOverrides({ playgroundOrigins: ['${playgroundOrigin}'] }) })`,
      }
  }
}
