import { existsSync } from 'node:fs'
import { BrowserNotFoundError, findBrowser } from '../../packages/cli/src/browser/find-browser.ts'
import { runCommand } from '../process/run-command.ts'

/**
 * Finds a browser, and as root on Debian installs `chromium` where there is none.
 *
 * @param report takes a sentence about work that takes a while.
 * @returns the path of the browser's program.
 * @throws BrowserNotFoundError when there is none and none can be installed; the message says why.
 */
export async function ensureBrowser(report: (sentence: string) => void): Promise<string> {
  try {
    return findBrowser()
  } catch (error) {
    if (!(error instanceof BrowserNotFoundError) || process.env.CHROME_PATH || !canInstall()) throw error
  }
  report('No browser was found: installing Debian’s chromium (about a minute)…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { exitCode, output } = await runCommand('apt-get', args, { env })
    if (exitCode !== 0) {
      throw new BrowserNotFoundError(
        `No browser was found, and "apt-get ${args.join(' ')}" failed:\n${output.trim()}`,
      )
    }
  }
  return findBrowser()
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}
