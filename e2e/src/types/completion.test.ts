import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { localProgram } from '../../../scripts/process/local-program.ts'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { type LanguageServer, startLanguageServer } from './language-server.ts'

const APPLICATION = join(REPOSITORY, 'e2e/types/generated')
const FLAG_KEYS = ['Versand & Rückgabe', 'checkout', 'columns', 'hero', 'theme']

let server: LanguageServer

beforeAll(async () => {
  // It reads the packages as they are built.
  const tsc = localProgram('typescript', 'tsc')
  expect(await runCommand(process.execPath, [tsc, '-b'], { cwd: REPOSITORY })).toMatchObject({ output: '' })
  server = await startLanguageServer(APPLICATION)
})

afterAll(() => server?.[Symbol.asyncDispose]())

it('has the types that the flags of its application give', async () => {
  const halyard = join(REPOSITORY, 'packages/cli/src/main.ts')
  const args = [halyard, 'types', 'flags.json', '--out', 'flags.d.ts', '--check']
  const { output } = await runCommand(process.execPath, args, { cwd: APPLICATION })
  expect(output).toBe('flags.d.ts: up to date, 5 flags\n')
})

it.each([
  ["the keys in client.get('", "client.get('|')", FLAG_KEYS],
  ["the keys in client.details('", "client.details('|', false)", FLAG_KEYS],
  ["the keys in client.subscribe('", "client.subscribe('|', () => undefined)", FLAG_KEYS],
  ["the keys in useFlag('", "useFlag('|')", FLAG_KEYS],
  ['the values of a flag for its fallback', "client.get('hero', '|')", ['bold', 'classic', "it's new"]],
  [
    'the values of a flag where one is compared',
    "useFlag('hero', 'bold') === '|'",
    ['bold', 'classic', "it's new"],
  ],
  ['the properties of an object', "client.get('theme', THEME).|", ['accent', 'contrast?', 'steps']],
])('an editor completes %s', async (_, line, expected) => {
  const text = `import type { FlagClient } from '@halyard/client'
import { useFlag } from '@halyard/react'
declare const client: FlagClient
const THEME = { accent: 'black', steps: [] }
${line}
export { client, THEME, useFlag }
`
  const offered = await server.complete(join(APPLICATION, 'reads.test-d.ts'), text)
  expect([...offered].sort()).toEqual([...expected].sort())
})
