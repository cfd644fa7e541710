import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { startHalyard } from '../../../scripts/start/flag-service.ts'

/**
 * Starts `halyard serve` on a new database; it ends with the test.
 *
 * @returns the command line of the operator who started it, which gives what a command says.
 */
export async function startOperating(
  port: number,
): Promise<(...words: readonly string[]) => Promise<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-operator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let token = ''
  const service = await startHalyard(
    ['serve', '--db', join(folder, 'halyard.db'), '--port', String(port)],
    (line) => {
      token = line.token ?? token
    },
  )
  onTestFinished(() => service.stop())
  const main = join(REPOSITORY, 'packages/cli/src/main.ts')
  const env = { ...process.env, HALYARD_URL: service.url, HALYARD_TOKEN: token }
  return async (...words: readonly string[]): Promise<string> => {
    const { exitCode, output } = await runCommand(process.execPath, [main, ...words], { cwd: folder, env })
    expect(exitCode, `halyard ${words.join(' ')}\n${output}`).toBe(0)
    return output
  }
}
