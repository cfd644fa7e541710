import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'
import { entryAliases, entryPaths, readJson, withFolder } from './block-place.ts'
import { type CodeBlock, observeValues, readmeBlocks, stepOf } from './code-blocks.ts'
import { compileComponent } from './compile-component.ts'
import { judgeFlags } from './judge-flags.ts'
import { runCommandLine } from './run-command-line.ts'

/** Which README, and what its blocks rely on. */
export interface ReadmeOptions {
  /** The package's folder, as `packages/client`. */
  readonly folder: string
  /** Declarations that blocks rely on which continue the one before them. @default none */
  readonly continued?: string
  /** Whose JSX it writes. @default react */
  readonly jsxImportSource?: string
}

/** Who runs a block, by what stands behind its fence. Blocks of `html` are what the component above them shows. */
const TAKEN = {
  here: /^(?:tsx? run|ts types|json|sh)$/,
  inBrowser: /^(?:tsx? step \S+|tsx? test|vue \{.*\}|html)$/,
}

/**
 * Tests that a package's README is true. Every block of TypeScript and the script of every component compile. Those marked with `run` do in Node what
 * their comments say, flags are judged, commands are run, and byte limits are those of the build. What belongs into a browser is
 * followed there by the file of the same name in `e2e/src/readme`; a block that nobody takes is a fault.
 */
export function describeReadme({ folder, continued = '', jsxImportSource = 'react' }: ReadmeOptions): void {
  const readme = readFileSync(join(REPOSITORY, folder, 'README.md'), 'utf8')
  const all = readmeBlocks(folder)
  const blocks = all.filter(({ language }) => /^(?:tsx?|vue)$/.test(language))
  const runnable = blocks.filter(({ purpose }) => purpose === 'run')
  const inLanguage = (name: string) =>
    all.filter(({ language }) => language === name).map((block) => [block.line, block] as const)

  it('has no block that nobody runs', () => {
    const marks = all.map(({ language, purpose, line }, index) => {
      const isAlone = language === 'html' && all[index - 1]?.language !== 'vue'
      return { mark: isAlone ? 'html alone' : `${language} ${purpose}`.trim(), line }
    })
    expect(marks.filter(({ mark }) => !Object.values(TAKEN).some((taken) => taken.test(mark)))).toEqual([])
    if (marks.some(({ mark }) => TAKEN.inBrowser.test(mark))) {
      expect(existsSync(join(REPOSITORY, 'e2e/src/readme', `${basename(folder)}-readme.test.ts`))).toBe(true)
    }
    const steps = all.flatMap((block) => stepOf(block) ?? [])
    expect(steps).toEqual([...new Set(steps)])
  })

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
      if (blocks.some(({ purpose }) => purpose === 'types')) {
        writeFileSync(join(place, 'misspelt.ts'), MISSPELT)
      }
      for (const { code, line, language } of blocks) {
        const file = join(place, `line-${line}.${language.replace('vue', 'ts')}`)
        const program = language === 'vue' ? compileComponent(code, false) : code
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

  it.each(inLanguage('json'))('shows flags without a fault in line %i and after', (_, { code }) => {
    expect(judgeFlags(code)).toEqual([])
  })

  it.each(inLanguage('sh'))(
    'has commands in line %i and after that do their work',
    async (_, { code }) => {
      await withFolder(folder, async (place) => {
        for (const line of code.trim().split('\n'))
          await runCommandLine(line, join(REPOSITORY, folder), place)
      })
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

/** Compiles only where the README's types of flags refuse such a key. */
const MISSPELT = `import type { FlagKey } from '@halyard/client'
// @ts-expect-error no flag has this key
export const flagKey: FlagKey = 'misspelt'
`

/** Runs a block in Node. @returns what it prints. */
async function run(
  folder: string,
  jsxImportSource: string,
  { code, line, language }: CodeBlock,
): Promise<string> {
  const cwd = join(REPOSITORY, folder)
  const program = observeValues(code, line)
  if (language === 'ts') return runInNode(['--input-type=module-typescript', '--eval', program], cwd)
  // Node reads no JSX, in the block as in the package.
  return withFolder(folder, async (place) => {
    const entry = join(place, 'block.tsx')
    writeFileSync(entry, program)
    await build({
      root: place,
      configFile: false,
      logLevel: 'error',
      oxc: { jsx: { importSource: jsxImportSource } },
      resolve: { alias: entryAliases() },
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
