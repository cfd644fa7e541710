import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY, STATE } from '../repository.ts'
import { codeBlocks, observeValues } from './code-blocks.ts'

const PACKAGE = join(REPOSITORY, 'packages/client')
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
const BLOCKS = codeBlocks(README).filter(({ language }) => /^ts\b/.test(language))
const RUNNABLE = BLOCKS.filter(({ language }) => language === 'ts run')

/** Where the package's entries are, for a program that lies outside of it. */
function entryPaths(): Record<string, string[]> {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
    readonly exports: Record<string, string>
  }
  return Object.fromEntries(
    Object.entries(exports).map(([entry, file]) => [
      `@halyard/client${entry.slice(1)}`,
      [join(PACKAGE, file)],
    ]),
  )
}

it('compiles, block by block', async () => {
  mkdirSync(STATE, { recursive: true })
  const folder = mkdtempSync(join(STATE, 'readme-'))
  try {
    const config = {
      extends: join(REPOSITORY, 'tsconfig.tests.json'),
      compilerOptions: {
        paths: entryPaths(),
        types: [],
        composite: false,
        incremental: false,
      },
      include: ['./*.ts'],
      references: [],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    // A block that continues the one before it speaks of its client.
    writeFileSync(join(folder, 'client.d.ts'), "declare const client: import('@halyard/client').FlagClient\n")
    for (const { code, line } of BLOCKS) {
      writeFileSync(join(folder, `line-${line}.ts`), code.includes('import ') ? code : `${code}\nexport {}\n`)
    }
    const tsc = localProgram('typescript', 'tsc')
    const { output } = await runCommand(process.execPath, [tsc, '-p', folder], { cwd: folder })
    expect(output).toBe('')
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 30_000)

it.each(RUNNABLE.map((block) => [block.line, block] as const))(
  'does what the comments of line %i and after say',
  async (_, { code, line }) => {
    const program = observeValues(code, line)
    const args = ['--input-type=module-typescript', '--eval', program]
    const { output } = await runCommand(process.execPath, args, { cwd: PACKAGE })
    const observed = JSON.parse(output) as [line: number, expected: unknown, actual: unknown][]
    expect(observed.length).toBeGreaterThan(0)
    expect(observed.map(([at, , actual]) => [at, actual])).toEqual(
      observed.map(([at, expected]) => [at, expected]),
    )
  },
)

it('names the byte limits that the build enforces', () => {
  const limits = JSON.parse(readFileSync(join(REPOSITORY, '.size-limit.json'), 'utf8')) as {
    readonly name: string
    readonly limit: string
  }[]
  const enforced = limits.filter(({ name }) => name.startsWith('@halyard/client:')).map(({ limit }) => limit)
  const named = [...README.matchAll(/^\| `createFlagClient`.*\| +([\d.]+ kB) \|$/gm)].map(
    ([, limit]) => limit,
  )
  expect(named).toEqual(enforced)
})
