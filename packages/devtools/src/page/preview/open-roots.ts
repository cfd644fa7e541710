/**
 * Lists the roots of all trees that a page has: its document, and every shadow root that is open, however deep.
 *
 * @example [...openRoots(document)].flatMap((root) => [...root.querySelectorAll('dialog')])
 */
export function* openRoots(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) yield* openRoots(element.shadowRoot)
  }
}
