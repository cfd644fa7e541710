import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type HalyardOptions, halyard } from '@halyard/vite'
import { createServer, type InlineConfig } from 'vite'
import { onTestFinished } from 'vitest'
import { REPOSITORY } from '../../../scripts/repository.ts'

/** An application that is developed, with scenes that a test edits. */
export interface SceneApplication {
  readonly folder: string
  readonly origin: string
  /** Saves a file. */
  write(path: string, text: string): void
  /** What is answered for a path, to a page of an origin or to nobody's. */
  ask(path: string, origin?: string): Promise<Response>
}

const FLAGS = JSON.stringify({
  flags: {
    greeting: {
      state: 'ENABLED',
      variants: { plain: 'Hello', warm: 'Welcome' },
      defaultVariant: 'warm',
    },
  },
})

/**
 * Develops an application of these files until the test ends.
 *
 * @param files the text of each, by its path.
 * @param home the folder of this repository that it lies in, and whose dependencies it has.
 */
export async function developScenes(
  files: Readonly<Record<string, string>>,
  options: HalyardOptions = {},
  config: InlineConfig = {},
  home = 'e2e',
): Promise<SceneApplication> {
  const state = join(REPOSITORY, home, '.halyard')
  mkdirSync(state, { recursive: true })
  const folder = mkdtempSync(join(state, 'scenes-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('index.html', '<p>The application</p>')
  write('flags.json', FLAGS)
  for (const [path, text] of Object.entries(files)) write(path, text)

  const server = await createServer({
    root: folder,
    configFile: false,
    cacheDir: join(folder, '.vite'),
    logLevel: 'silent',
    server: { host: '127.0.0.1' },
    plugins: [halyard({ types: false, ...options })],
    ...config,
  })
  onTestFinished(() => server.close())
  await server.listen(0)
  const { origin } = new URL(server.resolvedUrls?.local[0] ?? '')
  return {
    folder,
    origin,
    write,
    ask: (path, from) => fetch(origin + path, from === undefined ? {} : { headers: { origin: from } }),
  }
}
