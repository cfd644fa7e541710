import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'
import { type CodeBlock, codeBlocks, observeValues } from './code-blocks.ts'
import { compileComponent } from './compile-component.ts'

/** Which README, and what its blocks rely on. */
export interface ReadmeOptions {
  /** The package's folder, as `packages/client`. */
  readonly folder: string
  /** Declarations that blocks rely on which continue the one before them. @default none */
  readonly continued?: string
  /** Whose JSX it writes. @default react */
  readonly jsxImportSource?: string
}

/**
 * Tests that a package's README is true: blocks of TypeScript and the scripts of Vue's components compile, those marked with `run` do what their comments
 * say, and byte limits are those of the build.
 */
export function describeReadme({ folder, continued = '', jsxImportSource = 'react' }: ReadmeOptions): void {
  const readme = readFileSync(join(REPOSITORY, folder, 'README.md'), 'utf8')
  const blocks = codeBlocks(readme).filter(({ language }) => /^(?:tsx?|vue)\b/.test(language))
  const runnable = blocks.filter(({ language }) => language.endsWith(' run'))

  it('compiles, block by block', async () => {
    await withFolder(folder, async (place) => {
      const config = {
        extends: join(REPOSITORY, 'tsconfig.tests.json'),
        compilerOptions: {
          paths: entryPaths(),
          types: [],
          composite: false,
          incremental: false,
          jsxImportSource,
        },
        include: ['./*'],
        references: [],
      }
      writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(config))
      writeFileSync(join(place, 'continued.d.ts'), continued)
      for (const { code, line, language } of blocks) {
        const [extension = ''] = language.split(' ')
        const file = join(place, `line-${line}.${extension.replace('vue', 'ts')}`)
        const program = extension === 'vue' ? compileComponent(code, false) : code
        writeFileSync(file, program.includes('import ') ? program : `${program}\nexport {}\n`)
      }
      const tsc = localProgram('typescript', 'tsc')
      const { output } = await runCommand(process.execPath, [tsc, '-p', place], { cwd: place })
      expect(output).toBe('')
    })
  }, 30_000)

  it.each(runnable.map((block) => [block.line, block] as const))(
    'does what the comments of line %i and after say',
    async (_, block) => {
      const output = await run(folder, jsxImportSource, block)
      const observed = JSON.parse(output) as [line: number, expected: unknown, actual: unknown][]
      expect(observed.length).toBeGreaterThan(0)
      expect(observed.map(([at, , actual]) => [at, actual])).toEqual(
        observed.map(([at, expected]) => [at, expected]),
      )
    },
    30_000,
  )

  it('names the byte limits that the build enforces', () => {
    const { name } = readJson(join(REPOSITORY, folder, 'package.json')) as { readonly name: string }
    const limits = readJson(join(REPOSITORY, '.size-limit.json')) as {
      readonly name: string
      limit: string
    }[]
    const enforced = limits.filter((limit) => limit.name.split(':')[0] === name).map(({ limit }) => limit)
    const named = [...readme.matchAll(/^\| `.*\| +([\d.]+ kB) \|$/gm)].map(([, limit]) => limit)
    expect(named).toEqual(enforced)
  })
}

/** Runs a block in Node. @returns what it prints. */
async function run(
  folder: string,
  jsxImportSource: string,
  { code, line, language }: CodeBlock,
): Promise<string> {
  const cwd = join(REPOSITORY, folder)
  const program = observeValues(code, line)
  if (language === 'ts run') return runInNode(['--input-type=module-typescript', '--eval', program], cwd)
  // Node reads no JSX, in the block as in the package.
  return withFolder(folder, async (place) => {
    const entry = join(place, 'block.tsx')
    writeFileSync(entry, program)
    await build({
      root: place,
      configFile: false,
      logLevel: 'error',
      oxc: { jsx: { importSource: jsxImportSource } },
      resolve: { alias: aliases() },
      ssr: { noExternal: true },
      build: { ssr: entry, outDir: join(place, 'built') },
    })
    return runInNode([join(place, 'built/block.js')], cwd)
  })
}

async function runInNode(args: readonly string[], cwd: string): Promise<string> {
  const { output } = await runCommand(process.execPath, args, { cwd })
  return output
}

/** Where all entries of the repository's packages are, for a program that lies outside of them. */
function entryPaths(): Record<string, string[]> {
  return Object.fromEntries(
    globSync('packages/*/package.json', { cwd: REPOSITORY }).flatMap((file) => {
      const { name, exports = {} } = readJson(join(REPOSITORY, file)) as {
        readonly name: string
        readonly exports?: Record<string, string>
      }
      return Object.entries(exports).map(([entry, source]) => [
        name + entry.slice(1),
        [join(REPOSITORY, file, '..', source)],
      ])
    }),
  )
}

/** The same for Vite; exact names, because one entry's begins with another's. */
function aliases(): { find: RegExp; replacement: string }[] {
  return Object.entries(entryPaths()).flatMap(([name, [replacement]]) =>
    replacement ? [{ find: new RegExp(`^${name}$`), replacement }] : [],
  )
}

/** Gives a place to work in, within the package, where its dependencies are found, and deletes it. */
async function withFolder<Result>(folder: string, work: (place: string) => Promise<Result>): Promise<Result> {
  const state = join(REPOSITORY, folder, '.halyard')
  mkdirSync(state, { recursive: true })
  const place = mkdtempSync(join(state, 'readme-'))
  try {
    return await work(place)
  } finally {
    rmSync(place, { recursive: true })
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
