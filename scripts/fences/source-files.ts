import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../repository.ts'

const NOT_OURS = /(?:^|\/)(?:node_modules|dist)\//
const TEST = /\.test(?:-d)?\.tsx?$/

/** One file of TypeScript source. */
export interface SourceFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string
  readonly text: string
}

/**
 * Reads the TypeScript sources below a folder, tests left out.
 *
 * @param folder path from the repository's root.
 */
export function sourceFiles(folder: string): SourceFile[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: REPOSITORY })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !NOT_OURS.test(path) && !TEST.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(REPOSITORY, path), 'utf8') }))
}

/** Reads those of them that ship: what lies in a `testing/` folder supports tests, and may use what they use. */
export function shippedFiles(folder: string): SourceFile[] {
  return sourceFiles(folder).filter(({ path }) => !path.includes('/testing/'))
}

/** The line, from 1, that an offset in a text lies on. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
