import type { ServerResponse } from 'node:http'
import { SCENES_PATH, type Scene, type SceneList } from '@halyard/protocol/scenes'
import type { Connect, ViteDevServer } from 'vite'
import { type FoundScene, listScenes, SCENE_PATH, sceneFiles, scenePath } from './list-scenes.ts'
import { sceneDocument } from './scene-page.ts'

/** What is served of an application's scenes. */
export interface SceneServer {
  /** Answers requests for the list and for the page of each scene. */
  readonly handle: Connect.NextHandleFunction
  /** Finds a scene by its path, as {@link scenePath} writes it. */
  find(path: string): Promise<FoundScene | undefined>
}

/** How scenes are found, and shown to whom. */
export interface SceneServerOptions {
  /** Globs of the files, from Vite's root. */
  readonly patterns: readonly string[]
  /** The origins of pages that may read which scenes there are. */
  readonly allowOrigins: readonly string[]
  /** The address of the module that shows a scene. */
  entryOf(scene: FoundScene): string
}

/** Serves the list of scenes, and their pages, beside what Vite's server serves. */
export function createSceneServer(server: ViteDevServer, options: SceneServerOptions): SceneServer {
  const { root, base } = server.config
  const { patterns, allowOrigins, entryOf } = options

  async function find(path: string): Promise<FoundScene | undefined> {
    const files = (await sceneFiles(root, patterns)).filter((file) => path.startsWith(scenePath(file)))
    return (await listScenes(server, files)).find(({ id }) => scenePath(id) === path)
  }

  async function answerList(origin: string, response: ServerResponse): Promise<void> {
    const found = await listScenes(server, await sceneFiles(root, patterns))
    const scenes = found.map(({ exportName: _, ...scene }): Scene => scene)
    // Vite lets the pages of any server on this machine read what it serves.
    response.removeHeader('access-control-allow-origin')
    if (allowOrigins.includes(origin)) response.setHeader('access-control-allow-origin', origin)
    response.setHeader('vary', 'Origin')
    response.setHeader('content-type', 'application/json')
    response.setHeader('cache-control', 'no-store')
    response.end(JSON.stringify({ scenes } satisfies SceneList))
  }

  async function answerPage(path: string, response: ServerResponse): Promise<void> {
    const scene = await find(path)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (scene) {
      response.end(await server.transformIndexHtml(path, sceneDocument(scene.title, entryOf(scene))))
    } else {
      response.statusCode = 404
      response.end(
        `<!doctype html><p>No file exports this scene. <a href="${SCENES_PATH}">Those that there are</a>`,
      )
    }
  }

  return {
    find,
    handle({ url = '/', headers }, response, next) {
      const [asked = ''] = url.split('?')
      // A playground that knows the origin alone asks at its root, whatever the base.
      const path = asked.startsWith(base) ? `/${asked.slice(base.length)}` : asked
      if (path === SCENES_PATH) answerList(headers.origin ?? '', response).catch(next)
      else if (path.startsWith(SCENE_PATH)) answerPage(path, response).catch(next)
      else next()
    },
  }
}
