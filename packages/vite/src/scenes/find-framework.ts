import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SCENE_FRAMEWORKS, type SceneFramework } from '@halyard/protocol/scenes'

/**
 * Says which of an application's frameworks draws a file: the one that its name or what it imports tells, else the
 * only one, or the first one, that the application depends on.
 *
 * @param source the file's text, as its author wrote it.
 * @param installed as {@link installedFrameworks} finds them.
 */
export function findFramework(
  file: string,
  source: string,
  installed: readonly SceneFramework[],
): SceneFramework {
  if (file.endsWith('.vue')) return 'vue'
  return installed.find((framework) => mentions(source, framework)) ?? installed[0] ?? 'react'
}

/** Finds the frameworks among the dependencies of the nearest `package.json` of a folder, or above it. */
export function installedFrameworks(folder: string): readonly SceneFramework[] {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return dirname(folder) === folder ? [] : installedFrameworks(dirname(folder))
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as Partial<Record<string, object>>
  const names = { ...dependencies, ...devDependencies, ...peerDependencies }
  return SCENE_FRAMEWORKS.filter((framework) => framework in names)
}

function mentions(source: string, framework: SceneFramework): boolean {
  return new RegExp(`(?:from\\s*['"](?:@halyard/)?|@jsxImportSource\\s+)${framework}\\b`).test(source)
}
