import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'

/** The browser that measures, with its version. */
export async function versionOfBrowser(): Promise<string> {
  await using launched = await launchBrowser()
  return (await launched.browser.version()).replace(/^(?:Headless)?Chrome\//, 'Chromium ')
}
