import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { transformWithOxc } from 'vite'
import { describe, expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'
import { codeBlocks, observeValues } from './code-blocks.ts'

interface Manifest {
  readonly name: string
  readonly peerDependencies?: { readonly [name: string]: string }
}

const PACKAGES = globSync('packages/*/README.md', { cwd: REPOSITORY }).map(dirname).sort()
const LIMITS = JSON.parse(readFileSync(join(REPOSITORY, '.size-limit.json'), 'utf8')) as {
  readonly name: string
  readonly limit: string
}[]

describe.each(PACKAGES)('the README of %s', (path) => {
  const folder = join(REPOSITORY, path)
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  const { name, peerDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest
  const jsxImportSource = peerDependencies && 'preact' in peerDependencies ? 'preact' : 'react'
  const blocks = codeBlocks(readme).filter(({ language }) => /^tsx?\b/.test(language))
  const runnable = blocks.filter(({ language }) => language.endsWith(' run'))

  it('compiles, block by block', async () => {
    // Within the package, where its dependencies and its own name are found.
    const state = join(folder, '.halyard')
    mkdirSync(state, { recursive: true })
    const programs = mkdtempSync(join(state, 'readme-'))
    try {
      const config = {
        extends: join(REPOSITORY, 'tsconfig.tests.json'),
        compilerOptions: { types: [], composite: false, incremental: false, jsxImportSource },
        include: ['./*.ts', './*.tsx'],
        references: [],
      }
      writeFileSync(join(programs, 'tsconfig.json'), JSON.stringify(config))
      // A block that continues the one before it speaks of its client.
      writeFileSync(
        join(programs, 'client.d.ts'),
        "declare const client: import('@halyard/client').FlagClient\n",
      )
      for (const { code, language, line } of blocks) {
        const [extension] = language.split(' ')
        const text = code.includes('import ') ? code : `${code}\nexport {}\n`
        writeFileSync(join(programs, `line-${line}.${extension}`), text)
      }
      const tsc = localProgram('typescript', 'tsc')
      const { output } = await runCommand(process.execPath, [tsc, '-p', programs], { cwd: programs })
      expect(output).toBe('')
    } finally {
      rmSync(state, { recursive: true })
    }
  }, 30_000)

  it.each(runnable.map((block) => [block.line, block] as const))(
    'does what the comments of line %i and after say',
    async (_, { code, line }) => {
      const { code: program } = await transformWithOxc(observeValues(code, line), `${basename(path)}.tsx`, {
        jsx: { runtime: 'automatic', importSource: jsxImportSource },
      })
      const args = ['--input-type=module', '--eval', program]
      const { output } = await runCommand(process.execPath, args, { cwd: folder })
      const observed = JSON.parse(output) as [line: number, expected: unknown, actual: unknown][]
      expect(observed.length).toBeGreaterThan(0)
      expect(observed.map(([at, , actual]) => [at, actual])).toEqual(
        observed.map(([at, expected]) => [at, expected]),
      )
    },
  )

  it('names the byte limits that the build enforces', () => {
    const enforced = LIMITS.filter((limit) => limit.name.split(':')[0] === name).map(({ limit }) => limit)
    const named = [...readme.matchAll(/^\|.*\| +([\d.]+ kB) \|$/gm)].map(([, limit]) => limit)
    expect(named).toEqual(enforced)
  })
})
