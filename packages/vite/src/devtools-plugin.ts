import type { AttachDevtoolsOptions } from '@halyard/client/devtools'
import type { Plugin } from 'vite'

const CLIENT = '@halyard/client'
const DEVTOOLS = '@halyard/client/devtools'
/** The zero byte keeps other plugins away, as Rollup's convention has it. */
const ATTACHED_CLIENT = '\0halyard:attached-client'

/**
 * Attaches every client that the page creates to devtools. While the page is developed, `@halyard/client` is a module
 * that is the same but for `createFlagClient`; so the client itself carries nothing for it, and a build has no trace.
 */
export function devtoolsPlugin(options: AttachDevtoolsOptions): Plugin {
  /** Where the page's own client is looked for: from the module that asked for it first. */
  let firstImporter: string | undefined

  return {
    name: 'halyard:devtools',
    apply: 'serve',
    enforce: 'pre',
    // Vite would find it only when the page is loaded, and then load the page anew.
    config: () => ({ optimizeDeps: { include: [DEVTOOLS] } }),
    // Vite says `scan` while it looks for dependencies to bundle; its types keep that to themselves.
    resolveId(source, importer, { scan }: { readonly isEntry: boolean; readonly scan?: boolean }) {
      if (importer === ATTACHED_CLIENT) return this.resolve(source, firstImporter, { skipSelf: true })
      const { mode, config } = this.environment
      // That search has to find the real one, and a server has no devtools.
      if (source !== CLIENT || scan || mode !== 'dev' || config.consumer !== 'client') return undefined
      firstImporter ??= importer
      return ATTACHED_CLIENT
    },
    load(id) {
      if (id !== ATTACHED_CLIENT) return undefined
      return `import { createFlagClient as create } from '${CLIENT}'
import { attachDevtools } from '${DEVTOOLS}'
export * from '${CLIENT}'
export function createFlagClient(options) {
  const client = create(options)
  attachDevtools(client, ${JSON.stringify(options)})
  return client
}
`
    },
  }
}
