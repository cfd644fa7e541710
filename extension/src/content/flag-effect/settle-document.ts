import { OWN_ATTRIBUTE } from './document-elements.ts'

const QUIET_MS = 150
const LIMIT_MS = 4_000

/**
 * Waits until the document has been quiet: no mutation for 150 ms, no finite animation running.
 *
 * @param isRestless whether an element changes by itself, and does not count.
 * @param limitMs after how long to give up, in milliseconds. @default 4000
 * @returns whether it came to rest.
 */
export async function settleDocument(
  signal: AbortSignal,
  isRestless: (node: Node) => boolean,
  limitMs = LIMIT_MS,
): Promise<boolean> {
  const startedAtMs = performance.now()
  let changedAtMs = startedAtMs
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => !isOwn(target) && !isRestless(target))) changedAtMs = performance.now()
  })
  const everything = { subtree: true, childList: true, attributes: true, characterData: true }
  observer.observe(document, everything)
  for (const root of openShadowRoots()) observer.observe(root, everything)
  try {
    while (performance.now() - startedAtMs < limitMs) {
      await pause(50, signal)
      if (performance.now() - changedAtMs >= QUIET_MS && !isAnimating()) return true
    }
    return false
  } finally {
    observer.disconnect()
  }
}

/** Lets the page go on for a while. Ends early, with an error, when the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new Error('the comparison was ended'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}

function isOwn(node: Node): boolean {
  return node instanceof Element && node.hasAttribute(OWN_ATTRIBUTE)
}

function isAnimating(): boolean {
  return document
    .getAnimations()
    .some(
      ({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
    )
}

function openShadowRoots(within: Document | ShadowRoot = document): ShadowRoot[] {
  return [...within.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot, ...openShadowRoots(shadowRoot)] : [],
  )
}
