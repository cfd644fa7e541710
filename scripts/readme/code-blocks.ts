/** A block of code in a Markdown text. */
export interface CodeBlock {
  /** What stands behind the fence, as `ts` or `ts run`. */
  readonly language: string
  readonly code: string
  /** The line of its first line of code, from 1. */
  readonly line: number
}

/** Finds the blocks that are fenced by three backticks. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: code = '', index }) => ({
      language,
      code,
      line: markdown.slice(0, index).split('\n').length + 1,
    }),
  )
}

/**
 * Turns lines of the form `expression // value` into a program that prints what came out, as one JSON list of
 * `[line, expected, actual]`.
 *
 * @param firstLine the number of the first line of code.
 */
export function observeValues(code: string, firstLine: number): string {
  const lines = code.split('\n').map((line, index) => {
    const [, expression, value] = /^(\S.*\)(?:\.\w+)?) \/\/ (true|false|\d+|'[^']*')$/.exec(line) ?? []
    return expression ? `observed.push([${firstLine + index}, ${value}, ${expression}])` : line
  })
  return ['const observed = []', ...lines, 'console.log(JSON.stringify(observed))', 'process.exit()'].join(
    '\n',
  )
}
