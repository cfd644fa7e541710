import { codeBlocks } from './code-blocks.ts'

/** A field in a table of a document. */
export interface DocumentedField {
  readonly name: string
  readonly isOptional: boolean
  /** As `list of texts`. */
  readonly type: string
}

/** What a document says under one heading, up to the next one. */
export interface DocumentSection {
  /** The heading without its marks, as `hello`. */
  readonly name: string
  /** As many as the heading has `#`. */
  readonly level: number
  readonly text: string
  /** The rows of its table of fields. */
  readonly fields: readonly DocumentedField[]
  /** What its blocks of JSON say. */
  readonly examples: readonly unknown[]
}

/** Reads the sections of a Markdown text. */
export function documentSections(markdown: string): readonly DocumentSection[] {
  return markdown.split(/^(?=#+ )/m).flatMap((text) => {
    const [, marks, name] = /^(#+) `?(.+?)`?\n/.exec(text) ?? []
    if (!marks || !name) return []
    const table = /^\| field +\|.*\n\|.*\n((?:\|.*\n)*)/m.exec(text)?.[1] ?? ''
    const fields = table
      .split('\n')
      .filter(Boolean)
      .map((row) => {
        const [, field = '', type = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''))
        return { name: field.replace('?', ''), isOptional: field.endsWith('?'), type }
      })
    const examples = codeBlocks(text).flatMap(({ language, code }) =>
      language === 'json' ? [JSON.parse(code) as unknown] : [],
    )
    return [{ name, level: marks.length, text, fields, examples }]
  })
}

/** The sections below a heading, without itself. */
export function sectionsBelow(
  sections: readonly DocumentSection[],
  name: string,
): readonly DocumentSection[] {
  const start = sections.findIndex((section) => section.name === name)
  const level = sections[start]?.level ?? 0
  const rest = sections.slice(start + 1)
  const end = rest.findIndex((section) => section.level <= level)
  return end < 0 ? rest : rest.slice(0, end)
}

/** What a field of this type cannot hold. */
export function wrongValues({ type }: DocumentedField): readonly unknown[] {
  if (type === 'any') return []
  const wrong: unknown[] = type.startsWith('text') ? [7] : type === 'flag value' ? [] : ['x']
  if (type.startsWith('whole number')) wrong.push(0.5)
  if (type.includes('at least 0')) wrong.push(-1)
  if (!type.includes('null')) wrong.push(null)
  return wrong
}
