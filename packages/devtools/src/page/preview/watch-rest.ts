import { openRoots } from './open-roots.ts'

/** Watches whether a page has come to rest. */
export interface RestWatch {
  /**
   * Waits until nothing has changed for {@link QUIET_MS} and no image, font or style sheet is on its way.
   *
   * @returns whether that came about within {@link PATIENCE_MS}.
   */
  settle(): Promise<boolean>
  /** Whether this part of the page changes by itself all the time, as a clock does. */
  isRestless: IsRestless
  close(): void
}

/** @param part the name of an attribute, or `#text` for the text right in the element. */
export type IsRestless = (element: Element, part: string) => boolean

/** Without a change for so long, a page is taken to be at rest. */
const QUIET_MS = 200

/** Nobody waits longer for a page to come to rest. */
const PATIENCE_MS = 3000

/** A part that has changed at so many moments of the last {@link RESTLESS_SPAN_MS} is restless. */
const RESTLESS_MOMENTS = 3
// What changes every second has done so three times in it, wherever it begins.
const RESTLESS_SPAN_MS = 3500

/** What changes a page without changing its tree. */
const OCCASIONS = ['input', 'change', 'toggle', 'close', 'load', 'reset'] as const

/**
 * Begins to watch this page.
 *
 * @param onChange called for each change of a part that is not restless, and when a restless part came to rest.
 */
export function watchRest(onChange: () => void): RestWatch {
  const moments = new WeakMap<Element, Map<string, number[]>>()
  let lastChangeMs = performance.now()
  let calming: ReturnType<typeof setTimeout> | undefined

  function change(): void {
    lastChangeMs = performance.now()
    onChange()
  }

  function changePart(element: Element, part: string): void {
    const nowMs = performance.now()
    const parts = moments.get(element) ?? new Map<string, number[]>()
    const recent = (parts.get(part) ?? []).filter((momentMs) => nowMs - momentMs < RESTLESS_SPAN_MS)
    if (nowMs - (recent.at(-1) ?? Number.NEGATIVE_INFINITY) >= QUIET_MS) recent.push(nowMs)
    moments.set(element, parts.set(part, recent))
    if (!isRestless(element, part)) {
      change()
      return
    }
    clearTimeout(calming)
    calming = setTimeout(change, RESTLESS_SPAN_MS)
  }

  function isRestless(element: Element, part: string): boolean {
    const nowMs = performance.now()
    const recent = moments
      .get(element)
      ?.get(part)
      ?.filter((momentMs) => nowMs - momentMs < RESTLESS_SPAN_MS)
    return recent !== undefined && recent.length >= RESTLESS_MOMENTS
  }

  function record({ type, target, attributeName, addedNodes, removedNodes }: MutationRecord): void {
    const isText = type === 'characterData' || [...addedNodes, ...removedNodes].every(isTextNode)
    const element = target instanceof Element ? target : target.parentElement
    if (type === 'attributes' && element) changePart(element, attributeName ?? '')
    else if (isText && element) changePart(element, '#text')
    else change()
  }

  const observer = new MutationObserver((mutations) => mutations.forEach(record))
  function observe(): void {
    for (const root of openRoots(document)) {
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
    }
  }

  observe()
  for (const type of OCCASIONS) window.addEventListener(type, change, true)

  return {
    isRestless,
    async settle() {
      // A shadow root is attached without anybody being told.
      observe()
      const endMs = performance.now() + PATIENCE_MS
      while (performance.now() - lastChangeMs < QUIET_MS || isLoading()) {
        if (performance.now() >= endMs) return false
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS / 4))
      }
      return true
    },
    close() {
      clearTimeout(calming)
      observer.disconnect()
      for (const type of OCCASIONS) window.removeEventListener(type, change, true)
    },
  }
}

function isTextNode(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE
}

/** An image that is loaded when somebody comes near it may stay away for ever. */
function isLoading(): boolean {
  return (
    document.readyState !== 'complete' ||
    document.fonts.status === 'loading' ||
    [...document.images].some(({ complete, loading }) => !complete && loading !== 'lazy')
  )
}
