import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY, STATE } from '../repository.ts'
import { type CodeBlock, codeBlocks, observeValues } from './code-blocks.ts'

/** A package's README. */
export interface Readme {
  readonly folder: string
  readonly text: string
  readonly blocks: readonly CodeBlock[]
}

/** What {@link describeReadme} takes. */
export interface ReadmeOptions {
  /** Declarations of what blocks speak of without saying it, as of the client of the block before. */
  readonly ambient: string
  /** Makes TypeScript of blocks in another language. @default blocks of TypeScript, as they are */
  toTypeScript?(block: CodeBlock): string | undefined
}

/** Reads a package's README. */
export function readReadme(room: string): Readme {
  const folder = join(REPOSITORY, 'packages', room)
  const text = readFileSync(join(folder, 'README.md'), 'utf8')
  return { folder, text, blocks: codeBlocks(text) }
}

/** Every block of TypeScript compiles, and every one that is marked `ts run` does what its comments say. */
export function describeReadme({ folder, blocks }: Readme, options: ReadmeOptions): void {
  const { ambient, toTypeScript = typeScriptOf } = options
  const runnable = blocks.filter(({ language }) => language === 'ts run')

  it('compiles, block by block', async () => {
    mkdirSync(STATE, { recursive: true })
    const project = mkdtempSync(join(STATE, 'readme-'))
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
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
      writeFileSync(join(project, 'ambient.d.ts'), ambient)
      for (const block of blocks) {
        const code = toTypeScript(block)
        if (code === undefined) continue
        const isModule = /^(?:import|export) /m.test(code)
        writeFileSync(join(project, `line-${block.line}.ts`), isModule ? code : `${code}\nexport {}\n`)
      }
      const tsc = localProgram('typescript', 'tsc')
      const { output } = await runCommand(process.execPath, [tsc, '-p', project], { cwd: project })
      expect(output).toBe('')
    } finally {
      rmSync(project, { recursive: true })
    }
  }, 30_000)

  it.each(runnable.map((block) => [block.line, block] as const))(
    'does what the comments of line %i and after say',
    async (_, { code, line }) => {
      const observed = JSON.parse(await runProgram(observeValues(code, line), folder)) as [
        line: number,
        expected: unknown,
        actual: unknown,
      ][]
      expect(observed.length).toBeGreaterThan(0)
      expect(observed.map(([at, , actual]) => [at, actual])).toEqual(
        observed.map(([at, expected]) => [at, expected]),
      )
    },
  )
}

/** Runs a program in TypeScript, and gives what it prints. */
export async function runProgram(program: string, folder: string): Promise<string> {
  const args = ['--input-type=module-typescript', '--eval', program]
  const { output } = await runCommand(process.execPath, args, { cwd: folder })
  return output
}

/** What a block of TypeScript says; nothing for other blocks. */
export function typeScriptOf({ language, code }: CodeBlock): string | undefined {
  return /^ts\b/.test(language) ? code : undefined
}

/** Where the entries of packages are, for a program that lies outside of them. */
function entryPaths(): Record<string, string[]> {
  const paths = globSync('packages/*/package.json', { cwd: REPOSITORY }).flatMap((path) => {
    const { name, exports = {} } = JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8')) as {
      readonly name: string
      readonly exports?: Record<string, string>
    }
    return Object.entries(exports).map(([entry, file]) => [
      `${name}${entry.slice(1)}`,
      [join(REPOSITORY, path, '..', file)],
    ])
  })
  return Object.fromEntries(paths)
}
