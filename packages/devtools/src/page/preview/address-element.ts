import { computeAccessibleName, getRole } from 'dom-accessibility-api'
import {
  type AddressStep,
  type ElementAddress,
  MAX_ADDRESS_STEPS,
  MAX_ADDRESS_TEXT,
} from '../../preview/element-address.ts'
import { openRoots } from './open-roots.ts'

/** What people act on, and know by its name. */
export const OPERATED =
  'a, button, input, select, textarea, label, summary, option, [role], [tabindex], [contenteditable]'

const TEST_ID_ATTRIBUTES = ['data-testid', 'data-test-id', 'data-test', 'data-cy'] as const

// As useId of React and Vue makes them, and libraries that count: another variation counts differently.
const GENERATED_ID = /[:«»]|^_r_|(?:^|[-_])r?\d+[-_]?$/

const SHADOW_STEP: AddressStep = { tag: '#shadow', index: 0 }

/**
 * Says where an element of this page is found in another variation of it.
 *
 * @returns `null` for an element that is not in the page, or too deep in it.
 */
export function addressElement(element: Element): ElementAddress | null {
  const path = pathOf(element)
  if (path === null) return null
  const known = {
    id: GENERATED_ID.test(element.id) ? '' : element.id,
    testId: testIdOf(element),
    fieldName: element.matches(FIELDS) ? (element.getAttribute('name') ?? '') : '',
    ...nameOf(element),
  }
  const told = Object.entries(known).filter(([, text]) => text !== '' && text.length <= MAX_ADDRESS_TEXT)
  return { tag: element.localName, ...Object.fromEntries(told), path }
}

const FIELDS = 'button, input, select, textarea'

/**
 * Finds the element that an address of another variation means: by its id, its test id, the name of the field, its
 * role and accessible name, and where there is nothing of the kind, by its place.
 *
 * @returns `null` where this page has no such element.
 */
export function findElement(address: ElementAddress): Element | null {
  const { tag, id, testId, fieldName, role, label, path } = address
  const inPlace = followPath(path)
  const only = (isMeant: (candidate: Element) => boolean): Element | undefined => {
    // Mostly it is there, and nobody has to look for names all over the page.
    if (inPlace?.localName === tag && isMeant(inPlace)) return inPlace
    const meant = [...openRoots(document)]
      .flatMap((root) => [...root.querySelectorAll(CSS.escape(tag))])
      .filter(isMeant)
    return meant.length === 1 ? meant[0] : undefined
  }
  const known =
    (id !== undefined && only((candidate) => candidate.id === id)) ||
    (testId !== undefined && only((candidate) => testIdOf(candidate) === testId)) ||
    (fieldName !== undefined && only((candidate) => candidate.getAttribute('name') === fieldName)) ||
    (label !== undefined && only((candidate) => isNamed(candidate, role, label)))
  if (known) return known
  return inPlace && inPlace.localName === tag && !isSomethingElse(inPlace, address) ? inPlace : null
}

/** Whether what stands in the place of an element has a name of its own, by which it would have been found. */
function isSomethingElse(element: Element, { id, testId }: ElementAddress): boolean {
  if (testId !== undefined) return testIdOf(element) !== testId
  return id !== undefined && element.id !== id
}

function testIdOf(element: Element): string {
  return TEST_ID_ATTRIBUTES.map((name) => element.getAttribute(name)).find((value) => value) ?? ''
}

function nameOf(element: Element): { readonly role: string; readonly label: string } {
  const label = element.matches(OPERATED) ? computeAccessibleName(element) : ''
  return { role: label === '' ? '' : (getRole(element) ?? ''), label }
}

function isNamed(element: Element, role: string | undefined, label: string): boolean {
  return (getRole(element) ?? undefined) === role && nameOf(element).label === label
}

function pathOf(element: Element): AddressStep[] | null {
  const steps: AddressStep[] = []
  let current: Element = element
  while (current !== document.documentElement) {
    const parent = current.parentNode
    if (!parent || steps.length >= MAX_ADDRESS_STEPS - 1) return null
    const { localName: tag } = current
    steps.unshift({ tag, index: siblingsOf(parent, tag).indexOf(current) })
    if (parent instanceof ShadowRoot) {
      steps.unshift(SHADOW_STEP)
      current = parent.host
    } else if (parent instanceof Element) {
      current = parent
    } else {
      return null
    }
  }
  return steps
}

function followPath(path: readonly AddressStep[]): Element | null {
  let current: Element | ShadowRoot | null = document.documentElement
  for (const { tag, index } of path) {
    if (current === null) return null
    current =
      tag === SHADOW_STEP.tag && current instanceof Element
        ? current.shadowRoot
        : (siblingsOf(current, tag)[index] ?? null)
  }
  return current instanceof Element ? current : null
}

function siblingsOf(parent: ParentNode, tag: string): Element[] {
  return [...parent.children].filter(({ localName }) => localName === tag)
}
