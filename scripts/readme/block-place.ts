import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../repository.ts'

/** Gives a place to work in, within the package, where its dependencies are found, and deletes it. */
export async function withFolder<Result>(
  folder: string,
  work: (place: string) => Promise<Result>,
): Promise<Result> {
  const state = join(REPOSITORY, folder, '.halyard')
  mkdirSync(state, { recursive: true })
  const place = mkdtempSync(join(state, 'readme-'))
  try {
    return await work(place)
  } finally {
    rmSync(place, { recursive: true })
  }
}

/** Where all entries of the repository's packages are, for a program that lies outside of them. */
export function entryPaths(): Record<string, string[]> {
  return Object.fromEntries(
    globSync('packages/*/package.json', { cwd: REPOSITORY }).flatMap((file) => {
      const { name, exports = {} } = readJson(join(REPOSITORY, file)) as {
        readonly name: string
        readonly exports?: Record<string, string>
      }
      return Object.entries(exports).map(([entry, source]) => [
        name + entry.slice(1),
        [join(REPOSITORY, file, '..', source)],
      ])
    }),
  )
}

/**
 * The same for Vite, with exact names, because one entry's begins with another's.
 *
 * @param component the file that a block's import of a component of Vue means, compiled already, which an application leaves to its build.
 */
export function entryAliases(component?: string): { find: RegExp; replacement: string }[] {
  const entries = Object.entries(entryPaths()).flatMap(([name, [replacement]]) =>
    replacement ? [{ find: new RegExp(`^${name}$`), replacement }] : [],
  )
  return component ? [...entries, { find: /^\.\/[A-Z]\w+\.vue$/, replacement: component }] : entries
}

/** What a JSON file says. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
