import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { startHalyard } from '../../../scripts/start/flag-service.ts'

/** `halyard serve`, and the command line of the operator who started it. */
export interface OperatedService {
  /** Runs one command line of `halyard`, which has to succeed, and gives what it printed. */
  halyard(...words: readonly string[]): Promise<string>
  /** Everything that the service has said so far. */
  said(): string
  /** Ends the service's process and starts another one on the same database and port. */
  restart(): Promise<void>
}

/** Starts `halyard serve` on a new database; it ends with the test. */
export async function startOperatedService(port: number): Promise<OperatedService> {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-operator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const lines: object[] = []
  let token = ''
  const start = () =>
    startHalyard(['serve', '--db', join(folder, 'halyard.db'), '--port', String(port)], (line) => {
      lines.push(line)
      token = line.token ?? token
    })
  let service = await start()
  onTestFinished(() => service.stop())
  const main = join(REPOSITORY, 'packages/cli/src/main.ts')
  const env = { ...process.env, HALYARD_URL: service.url, HALYARD_TOKEN: token }
  return {
    said: () => JSON.stringify(lines),
    async restart() {
      await service.stop()
      service = await start()
    },
    async halyard(...words) {
      const { exitCode, output } = await runCommand(process.execPath, [main, ...words], { cwd: folder, env })
      expect(exitCode, `halyard ${words.join(' ')}\n${output}`).toBe(0)
      return output
    },
  }
}
