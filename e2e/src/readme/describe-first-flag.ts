import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { codeBlocks } from '../../../scripts/readme/code-blocks.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { startHalyard } from '../../../scripts/start/flag-service.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'

/** The address that READMEs name: the first one that `halyard dev` tries. */
const ADDRESS = 'http://127.0.0.1:4870'

/**
 * Follows a README's first steps: its first program in a page, beside `halyard dev --init`, and then its first edit.
 *
 * @param folder the package's, as `packages/react`.
 */
export function describeFirstFlag(folder: string): void {
  it('leads a newcomer to a page that follows the first flag', async () => {
    const flags = mkdtempSync(join(tmpdir(), 'halyard-readme-'))
    // Below the package, so that it finds what the package depends on.
    const page = mkdtempSync(join(REPOSITORY, folder, 'node_modules/.readme-'))
    const file = join(flags, 'flags.json')
    const service = await startHalyard(['dev', file, '--init', '--port', '0'])
    try {
      const readme = readFileSync(join(REPOSITORY, folder, 'README.md'), 'utf8')
      const program = codeBlocks(readme).find(({ code }) => code.includes(ADDRESS))
      writeFileSync(join(page, 'program.tsx'), program?.code.replace(ADDRESS, service.url) ?? '')
      writeFileSync(join(page, 'index.html'), HTML)
      await build({ root: page, configFile: false, logLevel: 'warn' })
      await using site = await serveFolder(join(page, 'dist'))
      await using launched = await launchBrowser()
      const tab = await launched.browser.newPage()
      const errors = watchForErrors(tab)
      await tab.goto(site.origin)
      await whenShown(tab.mainFrame(), 'h1', 'Welcome!')
      const flagSet = JSON.parse(readFileSync(file, 'utf8')) as FlagFileContent
      flagSet.flags['welcome-banner'] = { ...flagSet.flags['welcome-banner'], defaultVariant: 'off' }
      writeFileSync(file, JSON.stringify(flagSet))
      await whenShown(tab.mainFrame(), 'h1', 'Shop')
      expect(errors).toEqual([])
    } finally {
      await service.stop()
      rmSync(page, { recursive: true })
      rmSync(flags, { recursive: true })
    }
  })
}

interface FlagFileContent {
  readonly flags: Record<string, object>
}

const HTML = `<!doctype html>
<link rel="icon" href="data:,">
<body><script type="module" src="./program.tsx"></script></body>`
