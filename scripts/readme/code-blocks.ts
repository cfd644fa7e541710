import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../repository.ts'

/** A block of code in a Markdown text. */
export interface CodeBlock {
  /** As `ts`. */
  readonly language: string
  /** What stands behind the language: it says who runs the block, as `run` or `step hooks`. */
  readonly purpose: string
  readonly code: string
  /** The line of its first line of code, from 1. */
  readonly line: number
}

/** Finds the blocks that are fenced by three backticks. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: purpose = '', 3: code = '', index }) => ({
      language,
      purpose,
      code,
      line: markdown.slice(0, index).split('\n').length + 1,
    }),
  )
}

/** The blocks of a package's README. @param folder as `packages/client`. */
export function readmeBlocks(folder: string): readonly CodeBlock[] {
  return codeBlocks(readFileSync(join(REPOSITORY, folder, 'README.md'), 'utf8'))
}

/** The name of a block that a step of its own follows in a browser or beside Vite. */
export function stepOf({ purpose }: CodeBlock): string | undefined {
  return /^step (\S+)$/.exec(purpose)?.[1]
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
