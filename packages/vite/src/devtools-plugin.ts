import type { Plugin } from 'vite'

const CLIENT = '@halyard/client'
const DEVTOOLS = '@halyard/client/devtools'
const OVERRIDES = '@halyard/client/overrides'
/** The zero byte keeps other plugins away, as Rollup's convention has it. */
const ATTACHED = '\0halyard:attached:'

/**
 * Attaches every client that the page creates to devtools, and lets pages of the given origins that embed it look at
 * its clients and assign flag values to them, wherever the page says itself who may. While the page is developed,
 * `@halyard/client` and two of its entries are modules that are the same but for that; so the client itself carries
 * nothing for it, and a build has no trace.
 *
 * @param allowOrigins as `http://127.0.0.1:4880`.
 */
export function devtoolsPlugin(allowOrigins: readonly string[]): Plugin {
  const modules = attachedModules(JSON.stringify(allowOrigins))
  /** Where the page's own client is looked for: from the module that asked for it first. */
  let firstImporter: string | undefined

  return {
    name: 'halyard:devtools',
    apply: 'serve',
    enforce: 'pre',
    // Vite would find them only when the page is loaded, and then load the page anew.
    config: () => ({ optimizeDeps: { include: [DEVTOOLS, OVERRIDES] } }),
    // Vite says `scan` while it looks for dependencies to bundle; its types keep that to themselves.
    resolveId(source, importer, { scan }: { readonly isEntry: boolean; readonly scan?: boolean }) {
      if (importer === ATTACHED + source) return this.resolve(source, firstImporter, { skipSelf: true })
      const { mode, config } = this.environment
      // That search has to find the real one, and a server has no devtools.
      if (!modules.has(source) || scan || mode !== 'dev' || config.consumer !== 'client') return undefined
      if (!importer?.startsWith(ATTACHED)) firstImporter ??= importer
      return ATTACHED + source
    },
    load: (id) => (id.startsWith(ATTACHED) ? modules.get(id.slice(ATTACHED.length)) : undefined),
  }
}

/** What the page gets in the place of a module, by the module's name; each of them imports the real one by that name. */
function attachedModules(origins: string): ReadonlyMap<string, string> {
  return new Map([
    [
      CLIENT,
      `import { createFlagClient as create } from '${CLIENT}'
import { attachDevtools } from '${DEVTOOLS}'
import { pageOverrides } from '${OVERRIDES}'
export * from '${CLIENT}'
export function createFlagClient(options) {
  const client = create({ ...options, overrides: options.overrides ?? pageOverrides() })
  attachDevtools(client)
  return client
}
`,
    ],
    [
      DEVTOOLS,
      `import { attachDevtools as attach } from '${DEVTOOLS}'
export * from '${DEVTOOLS}'
export const attachDevtools = (client, { allowOrigins = [] } = {}) =>
  attach(client, { allowOrigins: [...allowOrigins, ...${origins}] })
`,
    ],
    [
      OVERRIDES,
      `import { pageOverrides as create } from '${OVERRIDES}'
export * from '${OVERRIDES}'
export const pageOverrides = ({ playgroundOrigins = [], ...options } = {}) =>
  create({ ...options, playgroundOrigins: [...playgroundOrigins, ...${origins}] })
`,
    ],
  ])
}
