import { emulateMedia, type MediaPreferences } from '../../preview/emulate-media.ts'
import { openRoots } from './open-roots.ts'

/** How this page is to look. */
export interface Appearance extends MediaPreferences {
  readonly direction?: 'rtl'
}

/**
 * Shows this page from right to left, or as if the person in front of it had asked the system for reduced motion or
 * forced colours; for as long as the page lives. Media queries of scripts and of style sheets answer so, also in what
 * is inserted later.
 *
 * What it cannot do: change a style sheet of another origin, which no script can read; paint in forced colours, which
 * only the browser does (the rules that a page has for them apply); take back what a script decided before.
 *
 * @example applyAppearance({ direction: 'rtl', reducedMotion: true })
 */
export function applyAppearance({ direction, ...preferences }: Appearance): void {
  if (direction) holdDirection(direction)
  if (preferences.reducedMotion || preferences.forcedColors) emulatePreferences(preferences)
}

/** Frameworks write the attributes of the root element too, when they take over a page. */
function holdDirection(direction: string): void {
  const root = document.documentElement
  const hold = (): void => {
    if (root.dir !== direction) root.dir = direction
  }
  hold()
  new MutationObserver(hold).observe(root, { attributeFilter: ['dir'] })
}

function emulatePreferences(preferences: MediaPreferences): void {
  const emulate = (query: string): string => emulateMedia(query, preferences)
  const rewrite = (sheet: CSSStyleSheet): void => rewriteSheet(sheet, emulate)

  function rewritePage(): void {
    for (const root of openRoots(document)) {
      for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) rewrite(sheet)
      for (const source of root.querySelectorAll('source[media]')) {
        const media = source.getAttribute('media') ?? ''
        if (emulate(media) !== media) source.setAttribute('media', emulate(media))
      }
    }
  }

  answerQueries(emulate)
  rewriteWhatScriptsInsert(rewrite)
  new MutationObserver((mutations) => {
    if (mutations.some(bringsStyle)) rewritePage()
  }).observe(document, { subtree: true, childList: true, characterData: true })
  // A style sheet that comes over the network is there when its link says so.
  document.addEventListener('load', ({ target }) => target instanceof HTMLLinkElement && rewritePage(), true)
  rewritePage()
}

/** On the prototype, so that queries which a script made before answer so as well. */
function answerQueries(emulate: (query: string) => string): void {
  const { get } = Object.getOwnPropertyDescriptor(MediaQueryList.prototype, 'matches') ?? {}
  Object.defineProperty(MediaQueryList.prototype, 'matches', {
    configurable: true,
    enumerable: true,
    get(this: MediaQueryList): boolean {
      const emulated = emulate(this.media)
      return get?.call(emulated === this.media ? this : matchMedia(emulated))
    },
  })
}

function rewriteSheet(sheet: CSSStyleSheet, emulate: (query: string) => string): void {
  rewriteMedia(sheet.media, emulate)
  try {
    rewriteRules(sheet.cssRules, emulate)
  } catch {
    // A style sheet of another origin.
  }
}

function rewriteRules(rules: CSSRuleList, emulate: (query: string) => string): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule || rule instanceof CSSImportRule) rewriteMedia(rule.media, emulate)
    if (rule instanceof CSSImportRule && rule.styleSheet) rewriteSheet(rule.styleSheet, emulate)
    if ('cssRules' in rule) rewriteRules(rule.cssRules as CSSRuleList, emulate)
  }
}

function rewriteMedia(media: MediaList, emulate: (query: string) => string): void {
  const emulated = emulate(media.mediaText)
  if (emulated !== media.mediaText) media.mediaText = emulated
}

/** What puts rules into a style sheet without touching the document. */
const INSERTING = ['insertRule', 'addRule', 'replace', 'replaceSync'] as const

function rewriteWhatScriptsInsert(rewrite: (sheet: CSSStyleSheet) => void): void {
  for (const name of INSERTING) {
    const insert = CSSStyleSheet.prototype[name] as (...parameters: unknown[]) => unknown
    Object.defineProperty(CSSStyleSheet.prototype, name, {
      configurable: true,
      writable: true,
      value(this: CSSStyleSheet, ...parameters: unknown[]): unknown {
        const result = insert.apply(this, parameters)
        if (result instanceof Promise) void result.then(rewrite, () => undefined)
        else rewrite(this)
        return result
      },
    })
  }
}

function bringsStyle({ target, addedNodes }: MutationRecord): boolean {
  return [target, target.parentNode, ...addedNodes].some(
    (node) =>
      node instanceof HTMLStyleElement ||
      (node instanceof Element && node.matches('link, source')) ||
      (node instanceof Element && node !== target && node.querySelector('style, link, source') !== null),
  )
}
