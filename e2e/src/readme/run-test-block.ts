import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { localProgram } from '../../../scripts/process/local-program.ts'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'

/**
 * Has Vitest run a README's test in Chromium, as this repository runs its own; and sees it fail when the flag that it is about is another one.
 *
 * @param file the block, in the folder `place`.
 */
export async function runTestBlock(place: string, file: string, jsxImportSource: string): Promise<void> {
  writeFileSync(join(place, 'vitest.config.ts'), configuration(place, jsxImportSource))
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
  const code = readFileSync(join(place, file), 'utf8')
  const test = join(place, `block.test.${file.split('.')[1]}`)
  for (const [written, exitCode] of [
    [code, 0],
    [code.replace(': true }', ': false }'), 1],
  ] as const) {
    writeFileSync(test, written)
    const ended = await runCommand(process.execPath, [localProgram('vitest'), 'run'], { cwd: place, env })
    expect(ended).toEqual({ ...ended, exitCode })
    expect(ended.output).toMatch(exitCode === 0 ? /Tests +1 passed/ : /Tests +1 failed/)
  }
}

const configuration = (place: string, jsxImportSource: string): string => `
import { entryAliases } from '${REPOSITORY}/scripts/readme/block-place.ts'
import repository from '${REPOSITORY}/vitest.config.ts'

const name = '${jsxImportSource === 'preact' ? 'preact' : 'browser'}'
const { cacheDir, ...project } = repository.test.projects.find(({ test }) => test.name === name)
export default {
  ...project,
  root: '${place}',
  cacheDir: '${place}/.vite',
  oxc: { jsx: { importSource: '${jsxImportSource}' } },
  resolve: { alias: entryAliases('${place}/component.ts') },
  test: { ...project.test, include: ['block.test.*'], exclude: [] },
}
`
