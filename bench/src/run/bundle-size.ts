import { gzipSync } from 'node:zlib'
import { bundle } from './bundle.ts'

/** How large a script is on its way to a page, gzipped, in bytes. */
export function gzippedSize(script: string): number {
  return gzipSync(script, { level: 9 }).length
}

/**
 * How large exports are for a page: minified and gzipped, in bytes.
 *
 * @param statement as `export { evaluate } from '@halyard/evaluator'`.
 */
export async function exportSize(statement: string): Promise<number> {
  return gzippedSize(
    await bundle({
      stdin: { contents: statement, resolveDir: import.meta.dirname },
      format: 'esm',
      platform: 'browser',
    }),
  )
}
