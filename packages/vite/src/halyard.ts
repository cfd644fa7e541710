import type { AttachDevtoolsOptions } from '@halyard/client/devtools'
import type { Plugin } from 'vite'
import { devtoolsPlugin } from './devtools-plugin.ts'
import { flagTypesPlugin } from './flag-types-plugin.ts'
import { LOCAL_PLAYGROUND_ORIGINS } from './local-playground.ts'
import type { ScenesOptions } from './scenes/scenes-options.ts'
import { scenesPlugin } from './scenes/scenes-plugin.ts'

/** What the plugin does. */
export interface HalyardOptions {
  /** The flag file that the types are written from, from Vite's root. @default 'flags.json' */
  readonly flags?: string
  /** The file that the types are written to, from Vite's root; `false` writes none. @default 'src/flags.d.ts' */
  readonly types?: string | false
  /**
   * Whether devtools see the clients of the page, while it is developed and never in a build; or the origins of the
   * pages, beside the browser's own devtools, that may embed this one, look at its clients, and override and assign
   * flag values. With `true`, they are those of a playground on this machine. @default true
   */
  readonly devtools?: boolean | AttachDevtoolsOptions
  /**
   * The components that the playground may show alone while they are developed: a glob of the files that export them,
   * from Vite's root; or that and where their flags come from; `false` shows none.
   *
   * @default 'src/**\/*.scene.{ts,tsx,js,jsx,vue}'
   */
  readonly scenes?: string | ScenesOptions | false
}

/**
 * Halyard's plugin for Vite. It writes the types of a flag file at the start and whenever they change, and has the
 * page's clients show up in devtools without a line of code while the page is developed, and single components in the
 * playground. A build has the types written once, and nothing else of it.
 *
 * A mistake in the flag file is a warning that says where it is and how to mend it; the last good types stay.
 *
 * @example
 * // vite.config.ts
 * export default defineConfig({ plugins: [halyard({ flags: 'flags.json', types: 'src/flags.d.ts' })] })
 */
export function halyard(options: HalyardOptions = {}): Plugin[] {
  const { flags = 'flags.json', types = 'src/flags.d.ts', devtools = true, scenes = {} } = options
  const { allowOrigins = devtools ? LOCAL_PLAYGROUND_ORIGINS : [] } =
    typeof devtools === 'boolean' ? {} : devtools
  const sceneOptions = typeof scenes === 'string' ? { files: scenes } : scenes
  return [
    ...(types === false ? [] : [flagTypesPlugin({ flags, types })]),
    ...(devtools === false ? [] : [devtoolsPlugin(allowOrigins)]),
    ...(sceneOptions === false ? [] : [scenesPlugin(sceneOptions, { flags, allowOrigins })]),
  ]
}
