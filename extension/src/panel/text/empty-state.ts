/** The tab shows something that no extension may look into. */
export const NOT_WEB = {
  title: 'This is no page of the web',
  reason:
    'It belongs to the browser itself, as settings and the web store do, or it is a file of this computer. Open the site, or the address of your development server, in this tab.',
} as const

/** The extension may look into the page, and no part of it is in there. */
export const TOO_OLD = {
  title: 'This page cannot be looked into yet',
  reason:
    'It was loaded before the extension was installed, updated or allowed on this site. What is in such a page cannot be reached any more.',
  reload: 'Reload the page',
} as const

/** The page can be talked to, and has no flag client. */
export const NO_CLIENT = {
  title: 'No flag client on this page',
  reason: 'The page can be looked into, but no client has attached itself. Why that may be:',
  notAttached: 'Nothing attaches it',
  attach: 'With Halyard’s client, add this. Any other SDK can attach itself to the same registry.',
  code: `import { attachDevtools } from '@halyard/client/devtools'

attachDevtools(client)`,
  leftOut: 'This build leaves it out',
  leftOutMore:
    'Halyard’s plugin for Vite attaches clients of pages that are being developed, and leaves nothing in a build.',
  later: 'It comes later',
  laterMore: 'Flags appear here as soon as the page creates its client.',
  inFrame: 'It is in a frame of another site',
} as const

/** There is a client, and it has nothing to show. */
export const NO_FLAGS = {
  title: 'The client knows no flags yet',
  stateIs: 'Its state is',
  reason: 'Flags appear here when its source has answered, or when the page reads one:',
  code: "client.get('new-checkout', false)",
} as const

/** The page and the panel have no version of the protocol in common. */
export const OTHER_VERSION = {
  title: 'The page speaks another version of the protocol',
  reason:
    'The SDK on this page and this panel have no version in common. Update whichever of the two is older.',
} as const
