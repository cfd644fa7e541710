/** What the document is, and when its address or title is another one (E6). */
export interface Page {
  readonly documentId: string
  readonly isTopFrame: boolean
  readonly loadedAtMs: number
  url(): string
  title(): string
  /** Calls the listener when something may have changed. */
  watch(listener: () => void): () => void
}

export function currentPage(): Page {
  const { document, location } = globalThis as { document?: Document; location?: Location }
  return {
    documentId: randomText(),
    isTopFrame: typeof window === 'undefined' || window.parent === window,
    loadedAtMs: performance.timeOrigin,
    url: () => location?.href ?? '',
    title: () => document?.title ?? '',
    watch(listener) {
      if (typeof window === 'undefined' || document === undefined) return () => undefined
      const { navigation } = window as { navigation?: EventTarget }
      const observer = new MutationObserver(listener)
      const head = (document.head as HTMLHeadElement | null) ?? document.documentElement
      observer.observe(head, { subtree: true, childList: true, characterData: true })
      window.addEventListener('popstate', listener)
      window.addEventListener('hashchange', listener)
      navigation?.addEventListener('currententrychange', listener)
      return () => {
        observer.disconnect()
        window.removeEventListener('popstate', listener)
        window.removeEventListener('hashchange', listener)
        navigation?.removeEventListener('currententrychange', listener)
      }
    },
  }
}

/** `crypto.randomUUID` is there in secure contexts only. */
function randomText(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(4))
  return Array.from(numbers, (number) => number.toString(16).padStart(8, '0')).join('')
}
