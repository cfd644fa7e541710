import { documentElements, MAX_ELEMENTS, type PlacedElement } from './document-elements.ts'

/** A place in the document, in CSS pixels from its top left corner. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What a reader sees of one element. */
export interface ElementState extends PlacedElement {
  readonly parent: Element | null
  /** What it says itself, without what is in it. */
  readonly text: string
  readonly attributes: ReadonlyMap<string, string>
  /** The values of {@link STYLE_PROPERTIES}, in their order. */
  readonly style: readonly string[]
  readonly isVisible: boolean
  readonly box: Box
}

/** What a reader sees of a document at one moment. */
export interface DocumentCapture {
  readonly states: ReadonlyMap<Element, ElementState>
  readonly isWhole: boolean
}

/** What is compared of an element's style: what can be seen, and does not follow from where it stands. */
export const STYLE_PROPERTIES = [
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-align',
  'text-transform',
  'background-color',
  'background-image',
  'border-top-color',
  'border-top-style',
  'border-top-width',
  'border-top-left-radius',
  'box-shadow',
  'opacity',
  'filter',
  'text-decoration-line',
] as const

/** How many of {@link STYLE_PROPERTIES}, from the first, are inherited. */
export const INHERITED_PROPERTIES = 7

/** Captures the document as it is now. */
export function captureDocument(): DocumentCapture {
  const states = new Map<Element, ElementState>()
  let isWhole = true
  for (const place of documentElements()) {
    if (states.size === MAX_ELEMENTS) {
      isWhole = false
      break
    }
    states.set(place.element, captureElement(place, states))
  }
  return { states, isWhole }
}

function captureElement(
  { element, path }: PlacedElement,
  states: ReadonlyMap<Element, ElementState>,
): ElementState {
  const style = getComputedStyle(element)
  const parent = element.parentElement ?? shadowHost(element)
  const { left, top, width, height } = element.getBoundingClientRect()
  return {
    element,
    path,
    parent,
    text: ownText(element),
    attributes: attributesOf(element),
    style: STYLE_PROPERTIES.map((property) =>
      isDrawn(property, style) ? style.getPropertyValue(property) : '',
    ),
    isVisible:
      style.display === 'contents'
        ? (parent ? states.get(parent)?.isVisible : undefined) !== false
        : element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    box: { left: left + scrollX, top: top + scrollY, width, height },
  }
}

/** The colour of a border follows that of the text, whether there is a border or not. */
function isDrawn(property: string, style: CSSStyleDeclaration): boolean {
  return property !== 'border-top-color' || style.borderTopStyle !== 'none'
}

function shadowHost(element: Element): Element | null {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

function ownText(element: Element): string {
  const parts: string[] = []
  for (const node of element.childNodes)
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.nodeValue ?? '')
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}

function attributesOf(element: Element): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const { name, value } of element.attributes) {
    // What it does to the eye is compared as style.
    if (name !== 'style' && name !== 'class') attributes.set(name, value)
  }
  if (element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')) {
    attributes.set('checked', String(element.checked))
  } else if (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  ) {
    attributes.set('value', element.value)
  }
  return attributes
}
