import type { FlagClient } from '@halyard/client'
import type { SceneOptions } from './scene-options.ts'
import { SceneProblem } from './scene-problem.ts'

/** What a module exports, by name. */
export type ModuleExports = Readonly<Record<string, unknown>>

/** A component that is to be shown alone, and what it is given. */
export interface SceneComponent {
  /** A component of whichever framework. */
  readonly component: unknown
  readonly props: NonNullable<SceneOptions['props']>
}

/**
 * Finds the component of a scene in what its file exports.
 *
 * @param exportName `default`, or the name of the component.
 * @throws SceneProblem when there is none, or when `scene` is not what it should be.
 */
export function readSceneModule(exports: ModuleExports, file: string, exportName: string): SceneComponent {
  const component = exports[exportName]
  // Frameworks have components of either kind; Preact's and React's memo() gives an object.
  if (typeof component !== 'function' && !isObject(component)) {
    throw new SceneProblem(
      `${file} exports ${exportName === 'default' ? 'no component' : `no component "${exportName}"`}.`,
      exportName === 'default'
        ? 'Write `export default` before the component, or export it by a name that begins with a capital letter.'
        : 'Export it by this name, or choose another scene.',
    )
  }
  const { scene = {} } = exports
  if (!isObject(scene) || (scene.props !== undefined && !isObject(scene.props))) {
    throw new SceneProblem(
      `The export \`scene\` of ${file} is not what the plugin reads.`,
      "Let it be an object, as `export const scene = { title: 'Hero', props: { columns: 3 } }`.",
    )
  }
  return { component, props: scene.props ?? {} }
}

/**
 * Finds the client that a module of the application exports as `client`, or by default.
 *
 * @throws SceneProblem when it exports none.
 */
export function readClientModule(exports: ModuleExports, file: string): FlagClient {
  const client = exports.client ?? exports.default
  if (!isObject(client) || typeof client.subscribe !== 'function' || typeof client.start !== 'function') {
    throw new SceneProblem(
      `${file} exports no flag client.`,
      'Export what createFlagClient returns: `export const client = createFlagClient({ … })`.',
    )
  }
  return client as unknown as FlagClient
}

function isObject(value: unknown): value is Record<string, Record<string, unknown> | undefined> {
  return typeof value === 'object' && value !== null
}
