import { type BuildOptions, build } from 'esbuild'

/**
 * Bundles for production what is going to be measured: as a page would get it, and all of it before the first
 * measurement, so that nobody who edits a file meanwhile changes what is measured.
 *
 * @returns the text of the bundle.
 */
export async function bundle(
  options: Pick<BuildOptions, 'entryPoints' | 'format' | 'platform' | 'stdin'>,
): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    write: false,
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('')
}
