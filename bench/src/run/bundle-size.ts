import { gzipSync } from 'node:zlib'
import { bundle } from './bundle.ts'

/** How large the evaluator is for a page: minified and gzipped, in bytes. */
export async function evaluatorSize(): Promise<number> {
  const text = await bundle({
    stdin: {
      contents: "export { compileFlagSet, evaluate, recompile } from '@halyard/evaluator'",
      resolveDir: import.meta.dirname,
    },
    format: 'esm',
    platform: 'browser',
  })
  return gzipSync(text, { level: 9 }).length
}
