import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { buildExtension } from '../start/extension-build.ts'

/** What a zip file says of every file in it: its earliest date. The same source gives the same bytes. */
const BUILT_AT = new Date(1980, 0, 1)

/**
 * Builds the extension and puts it into the zip file that a store takes.
 *
 * @param folder where the file goes.
 * @returns its path, with the extension's version in its name.
 * @throws Error with the build's own words when it fails.
 */
export async function packageExtension(folder: string): Promise<string> {
  const built = await buildExtension()
  const files: Zippable = {}
  // Beside the extension lie the types that the compiler writes for its own use.
  for (const path of globSync('**/*.*', { cwd: built, exclude: ['types/**'] }).sort()) {
    files[path] = [readFileSync(join(built, path)), { mtime: BUILT_AT, level: 9 }]
  }
  const { version } = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as { version: string }
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `halyard-extension-${version}.zip`)
  writeFileSync(path, zipSync(files))
  return path
}
