import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runHalyard, temporaryFolder } from '../testing/halyard-process.ts'
import { hasProgram, startShell } from '../testing/interactive-shell.ts'
import { operateService } from '../testing/operate-service.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const toggle = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
/** What a shell would run, did it take a key for more than a text. */
const HOSTILE_KEY = 'che$(touch pwned)'

/** A service with two environments, and the variables that lead there. */
async function operate(flagKeys: readonly string[]) {
  const flags = Object.fromEntries(flagKeys.map((key) => [key, toggle]))
  const { folder, variables } = await operateService({ flags }, ['--also', 'staging'])
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'halyard'), `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`)
  await chmod(join(bin, 'halyard'), 0o755)
  const path = `${bin}${delimiter}${process.env.PATH}`
  return { folder, variables: { ...variables, HALYARD_ENVIRONMENT: 'production', PATH: path } }
}

describe('halyard complete', { timeout: 30_000 }, () => {
  it('is silent where no service answers, or nobody has a token', async () => {
    const folder = await temporaryFolder()
    const quiet = { exitCode: 0, output: '', errors: '' }
    const words = ['complete', '--', 'flag', 'get', 'ch']
    for (const variables of [{}, { HALYARD_TOKEN: 'wrong', HALYARD_URL: 'http://127.0.0.1:1' }]) {
      expect(await runHalyard(words, folder, variables)).toEqual(quiet)
    }
  })

  it('lists candidates for programs', async () => {
    const { output } = await runHalyard(
      ['complete', '--json', '--', 'completion', ''],
      await temporaryFolder(),
    )
    expect(JSON.parse(output)).toEqual(['bash', 'zsh'])
  })
})

describe.each([
  {
    shell: 'bash',
    rcFile: '.bashrc',
    commandLine: 'bash --rcfile .bashrc -i',
    quoted: 'che\\$\\(touch\\ pwned\\)',
  },
  { shell: 'zsh', rcFile: '.zshrc', commandLine: 'zsh -i', quoted: 'che\\$\\(touch\\ pwned\\)' },
])('halyard completion $shell', { timeout: 60_000 }, ({ shell, rcFile, commandLine, quoted }) => {
  const isThere = hasProgram(shell) && hasProgram('script')

  it.skipIf(!isThere)(`completes in a ${shell} on a terminal, and runs nothing that a key says`, async () => {
    const { folder, variables } = await operate([HOSTILE_KEY, 'banner'])
    await writeFile(join(folder, rcFile), `PS1='ready> '\nsource <(halyard completion ${shell})\n`)
    const terminal = startShell(commandLine, folder, { ...variables, ZDOTDIR: folder })
    await terminal.shows('ready> ')
    terminal.type('halyard fl\t')
    await terminal.shows('flag ')
    terminal.type('get --environment=st\t')
    await terminal.shows('--environment=staging ')
    terminal.type('\u0015halyard flag get ban\t')
    await terminal.shows('banner ')
    terminal.type('\u0015halyard flag get che\t')
    await terminal.shows(`${quoted} `)
    terminal.type('\u0015ls\n')
    await terminal.shows('flags.json')
    await terminal.shows('ready> ')
    terminal.type('[ -e pwned ] && echo "it ran" || echo "it did"" not"\n')
    await terminal.shows('it did not')
  })
})
