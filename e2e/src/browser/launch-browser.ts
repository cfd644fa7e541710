import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import { BROWSER_ARGUMENTS, findBrowser } from '../../../packages/cli/src/browser/find-browser.ts'
import { runFolder } from './run-folder.ts'

/** A browser with a profile of its own. `await using` closes it and deletes the profile. */
export interface LaunchedBrowser extends AsyncDisposable {
  readonly browser: Browser
  close(): Promise<void>
}

/** What {@link launchBrowser} can be told. */
export interface LaunchOptions {
  /** The folder of an unpacked extension. Chrome proper refuses these since version 137; Chromium and Edge do not. */
  readonly extension?: string
  /**
   * Hosts of sites that the extension was allowed before, so that the browser allows them again without its dialog,
   * which no test can click. @default []
   */
  readonly allowedBefore?: readonly string[]
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark'
  /** Command-line arguments beside those that every browser gets. @default [] */
  readonly args?: readonly string[]
}

/**
 * Starts a headless browser with a fresh profile under `.halyard/profiles/`.
 *
 * @throws BrowserNotFoundError when this machine has none.
 * @example
 * await using launched = await launchBrowser({ extension: await buildExtension() })
 * const page = await launched.browser.newPage()
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const profiles = runFolder('profiles')
  const profile = mkdtempSync(join(profiles, 'run-'))
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences(options)))
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    headless: true,
    userDataDir: profile,
    args: [
      ...BROWSER_ARGUMENTS,
      // Extension scripts count as background work of a tab that is not in front; tests have many tabs.
      '--disable-renderer-backgrounding',
      ...(options.args ?? []),
    ],
    enableExtensions: options.extension ? [options.extension] : false,
    defaultViewport: { width: 1200, height: 800 },
  })
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= browser
      .close()
      .finally(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
    return closing
  }
  return { browser, close, [Symbol.asyncDispose]: close }
}

/** DevTools in a window of its own, so that a picture of it shows nothing else. It keeps each setting as JSON text. */
function preferences({ colorScheme = 'light', extension, allowedBefore = [] }: LaunchOptions): object {
  return {
    ...(extension && { extensions: { settings: allowed(extension, allowedBefore) } }),
    devtools: {
      preferences: {
        currentDockState: JSON.stringify('undocked'),
        'ui-theme': JSON.stringify(colorScheme === 'dark' ? 'dark' : 'default'),
      },
    },
  }
}

/** What a profile remembers of an extension that was allowed sites and gave them up again. */
function allowed(extension: string, hosts: readonly string[]): object {
  if (hosts.length === 0) return {}
  const origins = hosts.map((host) => `*://${host}/*`)
  const permissions = { api: [], explicit_host: origins, manifest_permissions: [], scriptable_host: [] }
  return {
    [extensionId(extension)]: { granted_permissions: permissions, runtime_granted_permissions: permissions },
  }
}

/** The browser makes the id of an unpacked extension of the folder's path, with `a` to `p` for the digits. */
function extensionId(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32)
  return digits.replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
}
