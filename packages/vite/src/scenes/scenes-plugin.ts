import { resolve } from 'node:path'
import type { SceneFramework } from '@halyard/protocol/scenes'
import type { Plugin } from 'vite'
import { installedFrameworks } from './find-framework.ts'
import { sceneFiles, scenePath } from './list-scenes.ts'
import { missingPackages, SCENE_DRAWINGS } from './scene-drawings.ts'
import { sceneClient, sceneEntry } from './scene-page.ts'
import { createSceneServer, type SceneServer } from './scene-server.ts'
import type { ScenesOptions } from './scenes-options.ts'

/** The modules that are written here: one that shows each scene, one that draws with each framework, and a client. */
const ENTRY = 'virtual:halyard-scene:'
const MOUNT = 'virtual:halyard-scene-mount:'
const CLIENT = 'virtual:halyard-scene-client'

/** What scenes take of the plugin's other options. */
export interface ScenesSurroundings {
  /** The flag file, from Vite's root. */
  readonly flags: string
  /** The origins of playgrounds that may ask which scenes there are. */
  readonly allowOrigins: readonly string[]
}

/**
 * While an application is developed, lists the components that its files export to be looked at alone, and serves a
 * page for each, drawn by the application's own framework from its own modules. A build has no trace of it.
 */
export function scenesPlugin(
  { files = 'src/**/*.scene.{ts,tsx,js,jsx,vue}', client, flagServiceUrl }: ScenesOptions,
  { flags, allowOrigins }: ScenesSurroundings,
): Plugin {
  const patterns = [files].flat()
  let flagFile = flags
  let scenes: SceneServer

  return {
    name: 'halyard:scenes',
    apply: 'serve',
    async config({ root = '.', optimizeDeps, build }) {
      if ((await sceneFiles(resolve(root), patterns)).length === 0) return {}
      const include = installedFrameworks(resolve(root)).flatMap(
        (framework) => SCENE_DRAWINGS[framework].frameworkModules,
      )
      // Vite looks for dependencies in pages alone, and loads what runs anew when it meets another one in a scene.
      const said = optimizeDeps?.entries ?? build?.rollupOptions?.input ?? build?.rolldownOptions?.input
      return { optimizeDeps: { include, ...(!said && { entries: ['**/*.html', ...patterns] }) } }
    },
    configureServer(server) {
      flagFile = resolve(server.config.root, flags)
      scenes = createSceneServer(server, {
        patterns,
        allowOrigins,
        entryOf: ({ id }) => `/@id/${ENTRY}${Buffer.from(scenePath(id)).toString('base64url')}`,
      })
      server.middlewares.use(scenes.handle)
    },
    resolveId: (source) =>
      [ENTRY, MOUNT, CLIENT].some((name) => source.startsWith(name)) ? `\0${source}` : null,
    async load(id) {
      const name = id.slice(1)
      if (name === CLIENT) return sceneClient(flagServiceUrl, flagFile)
      if (name.startsWith(ENTRY)) {
        const scene = await scenes.find(String(Buffer.from(name.slice(ENTRY.length), 'base64url')))
        if (!scene) return undefined
        return sceneEntry(scene, {
          client: client === undefined ? CLIENT : `/${client}`,
          clientFile: client ?? flags,
          mount: MOUNT + scene.framework,
        })
      }
      if (!name.startsWith(MOUNT)) return undefined
      const { frameworkModules, binding, mount } = SCENE_DRAWINGS[name.slice(MOUNT.length) as SceneFramework]
      const wanted = [...frameworkModules, binding]
      const found = await Promise.all(wanted.map((module) => this.resolve(module)))
      const missing = wanted.filter((_, index) => !found[index])
      return missing.length === 0 ? mount : missingPackages(missing)
    },
  }
}
