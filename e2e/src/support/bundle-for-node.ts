import { join } from 'node:path'
import { build } from 'vite'

/**
 * Bundles a program for Node, for tests that start it so often that reading its many source files would take most of the time.
 *
 * @param entry the program's first file. @param folder where the bundle goes; it is created.
 * @returns the path of the bundle.
 */
export async function bundleForNode(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, rolldownOptions: { output: { entryFileNames: 'program.mjs' } } },
  })
  return join(folder, 'program.mjs')
}
