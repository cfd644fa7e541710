/** An element, and where it is: the path is the same for the element that takes its place when it is drawn anew. */
export interface PlacedElement {
  readonly element: Element
  readonly path: string
}

/** The most elements of a document that are looked at. */
export const MAX_ELEMENTS = 20_000

/** The attribute of what the extension itself puts into a page. */
export const OWN_ATTRIBUTE = 'data-halyard-effect'

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'link', 'meta', 'br', 'wbr'])

/** Every element of the body that a reader can see something of, in document order, those in open shadow roots too. */
export function* documentElements(): Generator<PlacedElement> {
  if (document.body) yield* elementsBelow(document.body, 'body')
}

function* elementsBelow(parent: Element | ShadowRoot, path: string): Generator<PlacedElement> {
  const counts = new Map<string, number>()
  for (const element of parent.children) {
    const { localName } = element
    if (UNSEEN.has(localName) || element.hasAttribute(OWN_ATTRIBUTE)) continue
    const number = (counts.get(localName) ?? 0) + 1
    counts.set(localName, number)
    const place = `${path}>${localName}:${number}`
    yield { element, path: place }
    if (element.shadowRoot) yield* elementsBelow(element.shadowRoot, `${place}>#`)
    yield* elementsBelow(element, place)
  }
}
