import type { Fence } from './fence.ts'
import { sourceFiles } from './source-files.ts'

const MAX_LINES = 300

/** No file past 300 lines: one that grows further holds a second idea. */
export const lineBudget: Fence = {
  name: 'line budget',
  async check() {
    return ['packages', 'extension', 'playground', 'scripts', 'e2e', 'bench']
      .flatMap((folder) => sourceFiles(folder))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_LINES)
      .map(
        ({ path, lines }) => `${path} has ${lines} lines, ${MAX_LINES} at most: give its second idea a file`,
      )
  },
}
