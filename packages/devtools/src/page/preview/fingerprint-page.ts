import { createTextDigest } from '../../preview/text-digest.ts'
import { elementState, withoutBlob } from './element-state.ts'
import { openRoots } from './open-roots.ts'
import { readStyleText } from './style-text.ts'
import type { IsRestless } from './watch-rest.ts'

/**
 * Condenses what this page shows. Where in doubt, it is another one: two cells too many do less harm than a variation
 * that is hidden behind another.
 *
 * What counts: elements and their order, text, attributes, classes in any order, inline style; what fields hold, what
 * is checked, chosen and open; images and their sizes; canvases, scaled down; all style rules; open shadow roots.
 *
 * What does not: scripts, links, meta elements, templates and comments; ids by themselves (each stands for its place
 * among all ids, wherever it is referred to, in attributes and in style rules); references to ids that paint nothing,
 * names of fields, nonces, event handlers, `data-` attributes, unless a style rule names the attribute; where a page is
 * scrolled to; focus and hover; passwords, but for their length; texts and attributes that change all the time, as
 * those of a clock do.
 *
 * What it cannot know: closed shadow roots, frames in the page, style sheets of another origin, and a clock that has
 * not ticked three times yet.
 *
 * @param isRestless which parts change by themselves.
 */
export function fingerprintPage(isRestless: IsRestless): string {
  const digest = createTextDigest()
  const style = readStyleText()
  const places = idPlaces()
  let text = ''
  let nodeCount = 0

  const add = (...parts: readonly string[]): void => {
    for (const part of parts) digest.add(part)
  }
  const settled = (value: string): string =>
    withoutBlob(value).replaceAll(ID_REFERENCE, (reference, id: string) => {
      const place = places.get(id)
      return place === undefined ? reference : `#@${place}`
    })

  /** Texts next to each other are one to who reads them. */
  function endText(): void {
    if (text !== '') add('#text', text)
    text = ''
  }

  function addAttributes(element: Element): void {
    for (const name of element.getAttributeNames().sort()) {
      if (isRestless(element, name) || (!style.attributes.has(name) && isSilent(name, element))) continue
      const value = element.getAttribute(name) ?? ''
      if (name === 'id') add(name, `@${places.get(value)}`)
      else if (name === 'class') add(name, [...new Set(element.classList)].sort().join(' '))
      else add(name, settled(value))
    }
  }

  function walk(parent: ParentNode & Node): void {
    const isTicking = parent instanceof Element && isRestless(parent, '#text')
    for (const node of parent.childNodes) {
      nodeCount += 1
      if (nodeCount > MAX_NODES) return
      if (node.nodeType === Node.TEXT_NODE) text += isTicking ? '' : (node as Text).data
      if (!(node instanceof Element) || UNSEEN.has(node.localName)) continue
      endText()
      add('<', node.localName)
      addAttributes(node)
      add('=', ...elementState(node))
      if (node.shadowRoot) walk(node.shadowRoot)
      walk(node)
      endText()
      add('>')
    }
  }

  walk(document)
  add('{', ...style.sheets.map(settled))
  return digest.end()
}

/** What is beyond counts for nothing. */
const MAX_NODES = 200_000

const UNSEEN: ReadonlySet<string> = new Set('base link meta noscript script style template title'.split(' '))

const ID_REFERENCE = /#([^\s"'(),;:.{}[\]>+~]+)/g

const SILENT: ReadonlySet<string> = new Set(
  `aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto aria-labelledby
  aria-owns autofocus commandfor crossorigin datetime fetchpriority for form headers id integrity list name nonce
  popovertarget tabindex`.split(/\s+/),
)

function isSilent(name: string, element: Element): boolean {
  return (
    SILENT.has(name) ||
    name.startsWith('data-') ||
    name.startsWith('on') ||
    (name === 'value' && element instanceof HTMLInputElement)
  )
}

/** Generated ids are other ones in each frame; the order in which they come is the same. */
function idPlaces(): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const root of openRoots(document)) {
    for (const { id } of root.querySelectorAll('[id]')) if (!places.has(id)) places.set(id, places.size)
  }
  return places
}
