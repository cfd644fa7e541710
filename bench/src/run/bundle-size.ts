import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** How large the evaluator is for a page: minified and gzipped, in bytes. */
export async function evaluatorSize(): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { compileFlagSet, evaluate, recompile } from '@halyard/evaluator'",
      resolveDir: join(import.meta.dirname, '..'),
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    logLevel: 'error',
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
}
