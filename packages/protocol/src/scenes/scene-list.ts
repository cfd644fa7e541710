import { isJsonObject } from '@halyard/schema'

/** Where the development server of an application lists its scenes, from the root of its origin. */
export const SCENES_PATH = '/@halyard/scenes.json'

/** The frameworks that draw scenes. */
export const SCENE_FRAMEWORKS = ['preact', 'react', 'vue'] as const

/** A framework that draws a scene. */
export type SceneFramework = (typeof SCENE_FRAMEWORKS)[number]

/** A component of an application that can be looked at alone. */
export interface Scene {
  /** Unique in its application, and the same as long as file and export have their names. */
  readonly id: string
  /** What people call it. */
  readonly title: string
  /** The file that exports it, from the application's root. */
  readonly file: string
  /** The page that shows it and nothing else, as `/@halyard/scene/…`. */
  readonly url: string
  readonly framework: SceneFramework
  /** The size that it is meant for, in CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** What is answered at {@link SCENES_PATH}. */
export interface SceneList {
  readonly scenes: readonly Scene[]
}

/**
 * Reads what a server answered at {@link SCENES_PATH}. Scenes of a framework that this version does not know are left
 * out: a newer plugin lists them.
 *
 * @param origin the origin that was asked; the pages of its scenes lie there.
 * @returns the scenes with absolute addresses, or `undefined` where it is no such list.
 * @example parseSceneList({ scenes: [] }, 'http://127.0.0.1:5173') // []
 */
export function parseSceneList(value: unknown, origin: string): readonly Scene[] | undefined {
  if (!isJsonObject(value) || !Array.isArray(value.scenes)) return undefined
  const scenes = (value.scenes as unknown[]).map((scene) => parseScene(scene, origin))
  if (scenes.some((scene) => scene === undefined)) return undefined
  return scenes.filter(
    (scene) => scene !== undefined && SCENE_FRAMEWORKS.includes(scene.framework),
  ) as Scene[]
}

function parseScene(value: unknown, origin: string): Scene | undefined {
  if (!isJsonObject(value)) return undefined
  const { id, title, file, url, framework, viewport } = value
  if (![id, title, file, url, framework].every(isName)) return undefined
  // A path below the origin, whatever it says: a list must not send anybody to another server than its own.
  if (!String(url).startsWith('/')) return undefined
  const scene = { id, title, file, url: origin + url, framework } as Scene
  if (viewport === undefined) return scene
  return isSize(viewport)
    ? { ...scene, viewport: { width: viewport.width, height: viewport.height } }
    : undefined
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isSize(value: unknown): value is { width: number; height: number } {
  return isJsonObject(value) && isLength(value.width) && isLength(value.height)
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 10_000
}
