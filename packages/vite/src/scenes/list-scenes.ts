import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Scene } from '@halyard/protocol/scenes'
import { glob } from 'tinyglobby'
import type { ViteDevServer } from 'vite'
import { findFramework, installedFrameworks } from './find-framework.ts'
import { readSceneExports, type SceneExports } from './read-scene-exports.ts'

/** Where the page of each scene is, followed by the scene's id. */
export const SCENE_PATH = '/@halyard/scene/'

/** A scene, and which export of its file it is. */
export type FoundScene = Scene & { readonly exportName: string }

/** Finds the files that export scenes, in the order of their names. @param patterns globs, from the root. */
export async function sceneFiles(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  return (await glob([...patterns], { cwd: root, ignore: ['**/node_modules/**'] })).sort()
}

/** Lists what the files export, file by file. */
export async function listScenes(
  server: ViteDevServer,
  files: readonly string[],
): Promise<readonly FoundScene[]> {
  const { root, base } = server.config
  const installed = installedFrameworks(root)
  const listed = files.map(async (file) => {
    const [source, exports] = await Promise.all([readFile(join(root, file), 'utf8'), exportsOf(server, file)])
    const framework = findFramework(file, source, installed)
    return exports.components.map((exportName) =>
      describeScene({ file, exportName, exports, framework, base }),
    )
  })
  return (await Promise.all(listed)).flat()
}

/** A file that exports nothing to look at, or that cannot be read, is one scene all the same: its page says why. */
async function exportsOf({ environments }: ViteDevServer, file: string): Promise<SceneExports> {
  try {
    const served = await environments.client.transformRequest(`/${file}`)
    const exports = readSceneExports(served?.code ?? '')
    if (exports.components.length > 0) return exports
  } catch {
    // Vite says what is wrong with it when its page asks for it.
  }
  return { components: ['default'] }
}

function describeScene({
  file,
  exportName,
  exports: { title = titleOf(file), viewport },
  framework,
  base,
}: Pick<FoundScene, 'file' | 'exportName' | 'framework'> & {
  readonly exports: SceneExports
  readonly base: string
}): FoundScene {
  const isDefault = exportName === 'default'
  const id = isDefault ? file : `${file}:${exportName}`
  return {
    id,
    title: isDefault ? title : `${title}: ${exportName}`,
    file,
    url: posix.join(base, scenePath(id)),
    framework,
    ...(viewport && { viewport }),
    exportName,
  }
}

/** @example scenePath('src/hero.scene.tsx:Bold') // '/@halyard/scene/src/hero.scene.tsx:Bold' */
export function scenePath(id: string): string {
  return SCENE_PATH + encodeURIComponent(id).replaceAll('%2F', '/').replaceAll('%3A', ':')
}

/** @example titleOf('src/shop/heroBanner.scene.tsx') // 'Hero banner' */
function titleOf(file: string): string {
  const words = posix
    .basename(file)
    .replace(/(?:\.scene)?\.[^.]+$/, '')
    .replaceAll(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .replaceAll(/[\s._-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
