import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { startHalyard } from '../../../scripts/start/flag-service.ts'

/** A service on a database of its own, and the command line of the operator who started it. */
export interface OperatedService {
  /** Runs `halyard` to its end, which has to be a good one. @returns what it printed. */
  halyard(...words: readonly string[]): Promise<string>
  /** Ends the service's process and starts another one on the same database and port. */
  restart(): Promise<void>
}

/** Starts `halyard serve` on a new database; both go away with the test. */
export async function operateService(port: number): Promise<OperatedService> {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-operator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let token = ''
  const start = () =>
    startHalyard(['serve', '--db', join(folder, 'halyard.db'), '--port', String(port)], (line) => {
      token = line.token ?? token
    })
  let service = await start()
  onTestFinished(() => service.stop())
  const main = join(REPOSITORY, 'packages/cli/src/main.ts')
  return {
    async halyard(...words) {
      const env = { ...process.env, HALYARD_URL: service.url, HALYARD_TOKEN: token }
      const { exitCode, output } = await runCommand(process.execPath, [main, ...words], { cwd: folder, env })
      expect(exitCode, `halyard ${words.join(' ')}\n${output}`).toBe(0)
      return output
    },
    async restart() {
      await service.stop()
      service = await start()
    },
  }
}
