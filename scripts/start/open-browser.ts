import { spawn } from 'node:child_process'
import { basename, join } from 'node:path'
import { findBrowser } from '../../packages/cli/src/browser/find-browser.ts'
import { STATE } from '../repository.ts'

/** A browser that was opened for the demo. */
export interface OpenedBrowser {
  /** Whether the extension is loaded: Google Chrome takes none from the command line since version 137. */
  readonly hasExtension: boolean
  close(): void
}

/**
 * Opens a browser with a profile of its own, the extension loaded and DevTools open.
 *
 * @param extension the folder of the unpacked extension.
 * @param urls the pages to open.
 * @param onExit called when the browser ends and nobody called `close`.
 * @throws BrowserNotFoundError when no browser can be found.
 */
export function openBrowser(extension: string, urls: readonly string[], onExit: () => void): OpenedBrowser {
  const program = findBrowser()
  const args = [
    `--user-data-dir=${join(STATE, 'browser-profile')}`,
    `--load-extension=${extension}`,
    '--auto-open-devtools-for-tabs',
    '--no-first-run',
    '--no-default-browser-check',
    // Ctrl-C ends the browser as well, which is no crash.
    '--hide-crash-restore-bubble',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...urls,
  ]
  const child = spawn(program, args, { stdio: 'ignore' })
  child.once('exit', onExit)
  return {
    hasExtension: !/google-chrome|Google Chrome|chrome\.exe/.test(basename(program)),
    close() {
      child.removeListener('exit', onExit)
      child.kill()
    },
  }
}
