import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import type { Browser, Page } from 'puppeteer-core'
import { expect, onTestFinished } from 'vitest'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { startHalyard } from '../../../scripts/start/flag-service.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { whenAnnounced } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'

/** An operator at work, and a page that watches. */
export interface Operation {
  /** Runs one command line of `halyard`, which has to succeed, and gives what it printed. */
  halyard(...words: readonly string[]): Promise<string>
  /** Shows the text of the flag `announcement`; at first there is none, so it announces `fallback`. */
  readonly page: Page
  readonly browser: Browser
  /** Everything that the service has said so far. */
  said(): string
}

/** Starts `halyard serve` on a new database, with a page watching. All of it ends with the test. */
export async function startOperating(): Promise<Operation> {
  const port = await getPort({ host: '127.0.0.1' })
  const site = await serveFolder(await buildPage('core', `http://127.0.0.1:${port}`))
  onTestFinished(() => site.close())
  const { browser, close } = await launchBrowser()
  onTestFinished(() => close())
  const folder = mkdtempSync(join(tmpdir(), 'halyard-operator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const lines: object[] = []
  let token = ''
  const service = await startHalyard(
    ['serve', '--db', join(folder, 'halyard.db'), '--port', String(port)],
    (line) => {
      lines.push(line)
      token = line.token ?? token
    },
  )
  onTestFinished(() => service.stop())
  const main = join(REPOSITORY, 'packages/cli/src/main.ts')
  const env = { ...process.env, HALYARD_URL: service.url, HALYARD_TOKEN: token }
  const page = await browser.newPage()
  await page.goto(site.origin)
  await whenAnnounced(page, 'fallback')
  return {
    page,
    browser,
    said: () => JSON.stringify(lines),
    async halyard(...words) {
      const { exitCode, output } = await runCommand(process.execPath, [main, ...words], { cwd: folder, env })
      expect(exitCode, `halyard ${words.join(' ')}\n${output}`).toBe(0)
      return output
    },
  }
}
