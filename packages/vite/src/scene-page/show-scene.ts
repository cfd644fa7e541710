import type { FlagClient } from '@halyard/client'
import {
  type ModuleExports,
  readClientModule,
  readSceneModule,
  type SceneComponent,
} from './read-scene-module.ts'
import { SceneProblem } from './scene-problem.ts'
import { showProblem } from './show-problem.ts'

/** Draws a component with a framework, and gives it the client as the framework's binding does. */
export type MountScene = (
  element: Element,
  scene: SceneComponent & { readonly client: FlagClient; onError(error: unknown): void },
) => () => void

/** Where the parts of a scene come from. What cannot be loaded is told on the page. */
export interface ScenePage {
  /** The file of the scene, for people. */
  readonly file: string
  /** `default`, or the name of the component. */
  readonly exportName: string
  /** What the client is made from, for people: a module of the application, or a flag file. */
  readonly clientFile: string
  loadClient(): Promise<ModuleExports>
  loadMount(): Promise<{ readonly mount: MountScene }>
  loadScene(): Promise<ModuleExports>
}

/** A scene on its page, which modules replace while it is looked at. */
export interface ShownScene {
  /** Shows what the file exports now; `undefined` where it could not be loaded. */
  update(exports: ModuleExports | undefined): void
  /** To be called when modules have been replaced, whether or not the file is among them. */
  updated(): void
}

/**
 * Shows a scene at the end of the document, or what is wrong with it: a page of a scene is never blank without a word.
 *
 * @example
 * const shown = showScene({ file: 'src/hero.scene.tsx', exportName: 'default', clientFile, loadClient, loadMount, loadScene })
 * import.meta.hot.accept('/src/hero.scene.tsx', shown.update)
 * import.meta.hot.on('vite:afterUpdate', shown.updated)
 */
export function showScene(page: ScenePage): ShownScene {
  const container = document.body.appendChild(document.createElement('main'))
  let element = container
  let unmount: (() => void) | undefined
  let isBroken = false

  const client = loadClient(page)

  async function show(loadScene: () => Promise<ModuleExports>): Promise<void> {
    isBroken = false
    // The client is there before the module of the scene runs, which may read flags at once.
    const ready = await client
    const [{ mount }, exports] = await Promise.all([page.loadMount(), loadScene()])
    const scene = readSceneModule(exports, page.file, page.exportName)
    unmount?.()
    unmount = undefined
    // A framework that has failed in an element does not always draw in it again.
    element = document.createElement('div')
    container.replaceChildren(element)
    unmount = mount(element, { ...scene, client: ready, onError })
  }

  function tell(error: unknown): void {
    isBroken = true
    showProblem(container, error, page.file)
  }

  /** What fails while something is shown, as in a listener, is left to the console. */
  function onError(error: unknown): void {
    const drawn = element
    // React reports what a component is about to handle itself before that has drawn what it shows instead.
    setTimeout(() => {
      if (drawn === element && drawn.textContent === '' && drawn.childElementCount === 0) tell(error)
    })
  }

  window.addEventListener('error', ({ error }) => onError(error))
  show(page.loadScene).catch(tell)
  return {
    update(exports) {
      // Loading the page anew says why the file cannot be loaded.
      if (exports === undefined) location.reload()
      else show(() => Promise.resolve(exports)).catch(tell)
    },
    updated() {
      // What a framework replaces by itself is not drawn where nothing is left of the component.
      if (isBroken) location.reload()
    },
  }
}

async function loadClient({ loadClient, clientFile }: ScenePage): Promise<FlagClient> {
  const exports = await loadClient().catch((error: unknown) => {
    throw new SceneProblem(
      `There is no flag client without ${clientFile}, which cannot be loaded. ${error}`,
      "Mend that file, or name another one in the plugin's options.",
    )
  })
  const client = readClientModule(exports, clientFile)
  client.start()
  return client
}
