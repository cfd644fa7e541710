import { parseSceneList, SCENES_PATH, type Scene } from '@halyard/protocol/scenes'
import type { FailureExplanation } from './explain-failure.ts'

/** The components that an application shows alone, or why they are not known. */
export type SceneReading =
  | { readonly status: 'read'; readonly scenes: readonly Scene[] }
  | { readonly status: 'failed'; readonly failure: FailureExplanation }

/** What reading needs of its surroundings. */
export interface SceneReadingOptions {
  /** The origin of this playground, which the application has to allow. */
  readonly playgroundOrigin: string
  readonly fetch: typeof fetch
  /** Calls the reading off. */
  readonly signal?: AbortSignal
}

/**
 * Asks the development server behind a page which scenes it has.
 *
 * @param pageUrl any page of the application; the scenes are those of its origin.
 * @returns `failed` for most pages, since only a server with Halyard's plugin has a list; it never rejects.
 * @example
 * const reading = await readScenes('http://localhost:5173/cart', { playgroundOrigin: location.origin, fetch })
 * if (reading.status === 'read') show(reading.scenes)
 */
export async function readScenes(
  pageUrl: string,
  { playgroundOrigin, fetch, signal }: SceneReadingOptions,
): Promise<SceneReading> {
  const { origin } = new URL(pageUrl)
  const response = await fetch(origin + SCENES_PATH, {
    cache: 'no-store',
    credentials: 'omit',
    ...(signal && { signal }),
  }).catch(() => undefined)
  // The browser tells a server that is away from one that does not let this page read no better than that.
  if (!response) return failed(unreadable(origin, playgroundOrigin))
  const scenes = parseSceneList(await response.json().catch(() => undefined), origin)
  if (scenes) return { status: 'read', scenes }
  return failed(response.ok ? unlisted(origin) : unreadable(origin, playgroundOrigin))
}

function failed(failure: FailureExplanation): SceneReading {
  return { status: 'failed', failure }
}

function unreadable(origin: string, playgroundOrigin: string): FailureExplanation {
  return {
    title: 'No scenes can be read',
    why: `${origin} does not answer, or does not tell this playground which scenes it has.`,
    fix: 'Scenes are there while the application is developed. Start Vite, and let its plugin allow this playground:',
    code: `halyard({ devtools: { allowOrigins: ['${playgroundOrigin}'] } })`,
  }
}

function unlisted(origin: string): FailureExplanation {
  return {
    title: 'The application lists no scenes',
    why: `What answers at ${origin}${SCENES_PATH} is no list of scenes that this playground can read.`,
    fix: "Add Halyard's plugin to vite.config.ts, or bring it and this playground to the same release:",
    code: "plugins: [halyard({ scenes: 'src/**/*.scene.tsx' })]",
  }
}
