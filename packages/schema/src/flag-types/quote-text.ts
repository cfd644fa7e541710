/** What cannot be seen, or makes what follows read otherwise than it is: controls, directions, line separators. */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu

/**
 * Writes a text as a string literal of TypeScript, in which whatever cannot be seen is escaped.
 *
 * @example quoteText("it's") // the nine characters 'it\'s'
 */
export function quoteText(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  const visible = escaped.replaceAll(
    INVISIBLE,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
  return `'${visible}'`
}

/**
 * Writes the name of a property: as it is where that is an identifier of plain letters, else as a string literal.
 *
 * @example propertyName('new-checkout') // with quotes
 */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteText(name)
}

/**
 * Writes lines as a documentation comment, which no text in them can end.
 *
 * @param lines none of them gives no comment at all. @param indent what every line begins with.
 * @returns the comment with a line break at its end, or nothing.
 */
export function docComment(lines: readonly string[], indent: string): string {
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/').replaceAll(INVISIBLE, '·').trimEnd())
  if (safe.length === 0) return ''
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`
  return `${indent}/**\n${safe.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}
