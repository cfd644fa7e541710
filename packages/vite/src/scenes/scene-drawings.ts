import type { SceneFramework } from '@halyard/protocol/scenes'
import { importOfRuntime } from './scene-page.ts'

/** How a framework draws a scene. */
interface SceneDrawing {
  /** What `mount` imports of the framework, from the application's own dependencies. */
  readonly frameworkModules: readonly string[]
  /** The binding whose provider is around the component. */
  readonly binding: string
  /** The module that exports `mount`, a `MountScene`. */
  readonly mount: string
}

/** For each framework, the least with which it shows a component that reads flags. */
export const SCENE_DRAWINGS: { readonly [Framework in SceneFramework]: SceneDrawing } = {
  react: {
    frameworkModules: ['react', 'react-dom/client'],
    binding: '@halyard/react',
    mount: `import { FlagProvider } from '@halyard/react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
export function mount(element, { component, props, client }) {
  const root = createRoot(element)
  root.render(createElement(FlagProvider, { client }, createElement(component, props)))
  return () => root.unmount()
}
`,
  },
  preact: {
    frameworkModules: ['preact'],
    binding: '@halyard/preact',
    mount: `import { FlagProvider } from '@halyard/preact'
import { h, render } from 'preact'
export function mount(element, { component, props, client }) {
  render(h(FlagProvider, { client }, h(component, props)), element)
  return () => render(null, element)
}
`,
  },
  vue: {
    frameworkModules: ['vue'],
    binding: '@halyard/vue',
    mount: `import { createFlagPlugin } from '@halyard/vue'
import { createApp } from 'vue'
export function mount(element, { component, props, client, onError }) {
  const app = createApp(component, props).use(createFlagPlugin(client))
  app.config.errorHandler = (error) => {
    console.error(error)
    onError(error)
  }
  app.mount(element)
  return () => app.unmount()
}
`,
  },
}

/** A module in the place of one that cannot import what it needs. @param modules what is missing, as it is imported. */
export function missingPackages(modules: readonly string[]): string {
  const packages = modules.map((module) => module.replace('react-dom/client', 'react-dom')).join(' ')
  const message = `The application has no ${packages.replaceAll(' ', ' and no ')}, which this scene is drawn with.`
  return `${importOfRuntime('SceneProblem')}throw new SceneProblem(${JSON.stringify(message)}, 'npm install ${packages}')
`
}
