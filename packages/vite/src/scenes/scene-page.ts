import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FoundScene } from './list-scenes.ts'

/** What runs in the page of every scene: in the source as TypeScript, in the package as JavaScript. */
const RUNTIME = fileURLToPath(new URL(`../scene-page/index${extname(import.meta.url)}`, import.meta.url))

/** An import of what runs in the page of every scene. */
export const importOfRuntime = (name: string): string =>
  `import { ${name} } from ${JSON.stringify(RUNTIME)}\n`

/** The document that shows one scene. @param entry the address of {@link sceneEntry}. */
export const sceneDocument = (title: string, entry: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <title>${escapeHtml(title)}</title>
    <style>
      .halyard-scene-problem { max-width: 42rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif }
      .halyard-scene-problem h1 { margin: 0; font-size: 1.25rem }
      .halyard-scene-problem pre { overflow: auto; font-size: 0.8125rem }
    </style>
  </head>
  <body>
    ${entry && `<script type="module" src="${escapeHtml(entry)}"></script>`}
  </body>
</html>
`

/** The names by which the page of a scene imports what the plugin writes for it, and its client. */
interface EntryModules {
  readonly client: string
  /** What that is made from, for people. */
  readonly clientFile: string
  readonly mount: string
}

/** The module that shows one scene, and shows it anew when its file is saved. */
export function sceneEntry({ file, exportName }: FoundScene, modules: EntryModules): string {
  const [scene, client, mount] = [`/${file}`, modules.client, modules.mount].map((name) =>
    JSON.stringify(name),
  )
  return `${importOfRuntime('showScene')}
const shown = showScene({
  ...${JSON.stringify({ file, exportName, clientFile: modules.clientFile })},
  loadClient: () => import(${client}),
  loadMount: () => import(${mount}),
  loadScene: () => import(${scene}),
})
import.meta.hot?.accept(${scene}, (exports) => shown.update(exports))
import.meta.hot?.on('vite:afterUpdate', shown.updated)
`
}

/** The client of scenes whose application has not said where its own is. @param flags the path of a flag file. */
export function sceneClient(flagServiceUrl: string | undefined, flags: string): string {
  const [imports, source] =
    flagServiceUrl === undefined
      ? [`import flagSet from ${JSON.stringify(flags)}\n`, 'staticSource(flagSet)']
      : ['', `streamSource({ url: ${JSON.stringify(flagServiceUrl)} })`]
  return `import { createFlagClient, staticSource, streamSource } from '@halyard/client'
import { pageOverrides } from '@halyard/client/overrides'
${imports}export const client = createFlagClient({ source: ${source}, overrides: pageOverrides() })
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
