import type { EffectEntry } from '@halyard/devtools'
import {
  type DocumentCapture,
  type ElementState,
  INHERITED_PROPERTIES,
  STYLE_PROPERTIES,
} from './capture-document.ts'
import { excerpt } from './describe-element.ts'

/** One element that is another one, or not there, in the other of two captures. */
export interface Difference {
  readonly kind: EffectEntry['kind']
  /** The element as it was; absent where it appeared. */
  readonly before?: ElementState
  /** The element as it is; absent where it vanished. */
  readonly after?: ElementState
  readonly details: readonly string[]
}

/** What two captures of one document differ in. */
export interface CaptureComparison {
  /** In document order; where an element appeared or vanished as a whole, what is in it is not listed. */
  readonly differences: readonly Difference[]
  /** Elements that differ in nothing but their place or size. */
  readonly moved: number
}

const MAX_DETAILS = 20

/**
 * Compares two captures. An element that was drawn anew at the same place counts as the same one, so that pages which
 * replace all of their markup are understood as well.
 */
export function compareCaptures(before: DocumentCapture, after: DocumentCapture): CaptureComparison {
  const successors = findSuccessors(before, after)
  const predecessors = new Map([...successors].map(([old, next]) => [next, old]))
  const gone = new Set<Element>()
  const come = new Set<Element>()
  const changes = new Map<Element, ReadonlyMap<string, string>>()
  const differences: (Difference & { readonly order: number })[] = []
  let moved = 0
  let order = 0

  for (const state of after.states.values()) {
    order += 1
    const { element } = state
    const old = before.states.get(predecessors.get(element) ?? element)
    if (old?.isVisible && state.isVisible) {
      const inherited = state.parent ? changes.get(state.parent) : undefined
      const change = compareStates(old, state)
      changes.set(element, change)
      const details = [...change]
        .filter(([property, words]) => !(isInherited(property) && inherited?.get(property) === words))
        .map(([property, words]) => `${property}: ${words}`)
      if (details.length > 0) {
        const shown = details.slice(0, MAX_DETAILS)
        differences.push({ kind: 'changed', before: old, after: state, details: shown, order })
      } else if (hasMoved(old, state)) moved += 1
    } else if (state.isVisible) {
      come.add(element)
      if (!state.parent || !come.has(state.parent)) {
        differences.push({ kind: 'appeared', after: state, details: [], order })
      }
    }
  }

  order = 0
  for (const state of before.states.values()) {
    order += 1
    const next = after.states.get(successors.get(state.element) ?? state.element)
    if (!state.isVisible || next?.isVisible) continue
    gone.add(state.element)
    if (!state.parent || !gone.has(state.parent)) {
      differences.push({ kind: 'vanished', before: state, details: [], order })
    }
  }
  return { differences: differences.sort((a, b) => a.order - b.order), moved }
}

/** Elements that are gone → those that were drawn in their places. */
function findSuccessors(before: DocumentCapture, after: DocumentCapture): Map<Element, Element> {
  const drawn = new Map<string, Element>()
  for (const { element, path } of after.states.values()) {
    if (!before.states.has(element)) drawn.set(path, element)
  }
  const successors = new Map<Element, Element>()
  for (const { element, path } of before.states.values()) {
    const next = after.states.has(element) ? undefined : drawn.get(path)
    if (next) successors.set(element, next)
  }
  return successors
}

/** What changed: the name of a property → a few words. */
function compareStates(before: ElementState, after: ElementState): ReadonlyMap<string, string> {
  const changes = new Map<string, string>()
  const compare = (name: string, old: string | undefined, next: string | undefined): void => {
    if (old !== next) changes.set(name, `${quote(old)} → ${quote(next)}`)
  }
  compare('text', before.text, after.text)
  for (const name of new Set([...before.attributes.keys(), ...after.attributes.keys()])) {
    compare(name, before.attributes.get(name), after.attributes.get(name))
  }
  for (const [index, property] of STYLE_PROPERTIES.entries()) {
    compare(property, before.style[index], after.style[index])
  }
  return changes
}

function isInherited(property: string): boolean {
  const index = (STYLE_PROPERTIES as readonly string[]).indexOf(property)
  return index >= 0 && index < INHERITED_PROPERTIES
}

function quote(text: string | undefined): string {
  return text === undefined ? 'none' : `“${excerpt(text)}”`
}

/** Half a pixel is what rounding does. */
function hasMoved({ box: a }: ElementState, { box: b }: ElementState): boolean {
  return [a.left - b.left, a.top - b.top, a.width - b.width, a.height - b.height].some(
    (difference) => Math.abs(difference) > 0.5,
  )
}
