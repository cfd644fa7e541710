import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { localProgram } from '../../../scripts/process/local-program.ts'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { runFolder } from '../browser/run-folder.ts'

/** The pages that tests look at: the demo shop, and small ones that each show one thing. What that is, each says itself. */
const ROOTS = {
  shop: 'playground/shop',
  playground: 'playground',
  probe: 'e2e/pages/probe',
  conformance: 'e2e/pages/conformance',
  'first-paint': 'e2e/pages/first-paint',
  remote: 'e2e/pages/remote',
  'ofrep-clients': 'e2e/pages/ofrep-clients',
  openfeature: 'e2e/pages/openfeature',
  'openfeature-react': 'e2e/pages/openfeature-react',
  'openfeature-vendors': 'e2e/pages/openfeature-vendors',
  overrides: 'e2e/pages/overrides',
  overriding: 'e2e/pages/overriding',
  'read-at-load': 'e2e/pages/read-at-load',
  core: 'e2e/pages/core',
  storage: 'e2e/pages/storage',
  exposures: 'e2e/pages/exposures',
  faults: 'e2e/pages/faults',
  'bindings-react': 'e2e/pages/bindings-react',
  'bindings-vue': 'e2e/pages/bindings-vue',
  'bindings-preact': 'e2e/pages/bindings-preact',
  'variations-react': 'e2e/pages/variations-react',
  'effect-vue': 'e2e/pages/effect-vue',
  'server-rendered': 'e2e/pages/server-rendered',
  'previewed-react': 'e2e/pages/previewed-react',
  'previewed-vue': 'e2e/pages/previewed-vue',
  'previewed-preact': 'e2e/pages/previewed-preact',
  'preview-desk': 'e2e/pages/preview-desk',
} as const

/** A page that {@link buildPage} can build. */
export type PageName = keyof typeof ROOTS

/**
 * Builds a page.
 *
 * @param serviceUrl the flag service that the built page asks.
 * @param playgroundOrigins the origins that may embed the page and assign flags to it.
 * @param mode frameworks check more, and say what they find, in `development`.
 * @returns the folder to serve.
 * @throws Error with the build's own words when it fails.
 */
export async function buildPage(
  page: PageName,
  serviceUrl: string,
  playgroundOrigins: readonly string[] = [],
  mode: 'production' | 'development' = 'production',
): Promise<string> {
  const outDir = mkdtempSync(join(runFolder('pages'), `${page}-`))
  const { exitCode, output } = await runCommand(
    process.execPath,
    [
      localProgram('vite'),
      'build',
      '--mode',
      mode,
      '--outDir',
      outDir,
      '--emptyOutDir',
      '--base',
      './',
      '--logLevel',
      'warn',
    ],
    {
      cwd: join(REPOSITORY, ROOTS[page]),
      env: {
        ...process.env,
        NODE_ENV: mode,
        VITE_FLAG_SERVICE_URL: serviceUrl,
        VITE_PLAYGROUND_ORIGINS: playgroundOrigins.join(','),
      },
    },
  )
  if (exitCode !== 0) throw new Error(`the page "${page}" could not be built:\n${output}`)
  return outDir
}
