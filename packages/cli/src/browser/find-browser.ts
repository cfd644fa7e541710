import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Arguments with which a headless browser runs as root, and talks to nobody but the page under test. */
export const BROWSER_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const INSTALLED_AT: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
}

/** Thrown when no browser can be found; the message says what to do. */
export class BrowserNotFoundError extends Error {
  override readonly name = 'BrowserNotFoundError'
}

/**
 * Finds Chromium, Chrome or Edge on this machine: `CHROME_PATH` first, then the `PATH`, then the usual folders.
 *
 * @throws BrowserNotFoundError when there is none, or when `CHROME_PATH` does not point to one.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment.CHROME_PATH
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new BrowserNotFoundError(
      `CHROME_PATH is "${chosen}", and no program can be run there. Correct it or unset it.`,
    )
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = [
    ...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...(INSTALLED_AT[process.platform] ?? []),
  ]
  const found = candidates.find(isExecutable)
  if (found) return found
  throw new BrowserNotFoundError(
    'No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to its program file.',
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
