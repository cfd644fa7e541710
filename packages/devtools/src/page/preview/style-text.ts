import { openRoots } from './open-roots.ts'

/** The rules of a page, and what they name. */
export interface StyleText {
  /** One for each style sheet that is in force, in their order. */
  readonly sheets: readonly string[]
  /** The attributes that a selector or `attr()` names, in lower case. */
  readonly attributes: ReadonlySet<string>
}

/**
 * Reads all style sheets of this page: linked, in the document, adopted, in shadow roots, with the rules that scripts
 * have inserted. Of a sheet of another origin, which no script can read, there is the address.
 */
export function readStyleText(): StyleText {
  const sheets = [...openRoots(document)].flatMap((root) =>
    [...root.styleSheets, ...root.adoptedStyleSheets].filter(({ disabled }) => !disabled).map(textOf),
  )
  const names = sheets.flatMap((text) => [...text.matchAll(NAMED_ATTRIBUTE)].map(([, name = '']) => name))
  return { sheets, attributes: new Set(names.map((name) => name.toLowerCase())) }
}

const NAMED_ATTRIBUTE = /(?:\[|attr\()\s*([\w-]+)/g

function textOf(sheet: CSSStyleSheet): string {
  try {
    return `${sheet.media.mediaText}{${[...sheet.cssRules].map(({ cssText }) => cssText).join('\n')}}`
  } catch {
    // A style sheet of another origin.
    return `${sheet.media.mediaText} ${sheet.href}`
  }
}
