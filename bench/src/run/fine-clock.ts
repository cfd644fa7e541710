/** What a server says with a page so that it gets the finest clock that a browser has. */
export const FINE_CLOCK = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}
