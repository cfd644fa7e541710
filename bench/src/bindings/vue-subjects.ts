import { createFlagPlugin, useFlag } from '@halyard/vue'
import { createApp, defineComponent, h, nextTick, type Plugin, type ShallowRef, shallowRef } from 'vue'
import { loneHalyardClient } from '../clients/halyard-client.ts'
import type { BindingSubject, StartedBinding } from './binding-subject.ts'
import { createPlainCells, startPlain } from './plain-store.ts'
import { startBinding } from './started-binding.ts'

/** A ref for each flag and nothing around them. */
export const plainVue: BindingSubject = async (flags) => {
  const refs = createPlainCells(flags, shallowRef)
  return startPlain(
    refs,
    mountVue((flagKey) => refs.of(flagKey)),
  )
}

/** Halyard's ref. */
export const halyardVue: BindingSubject = (flags) =>
  startBinding(loneHalyardClient, flags, ({ client }) =>
    mountVue((flagKey) => useFlag(flagKey, false), createFlagPlugin(client)),
  )

interface ShownProps {
  readonly flagKey: string
  readonly useValue: (flagKey: string) => Readonly<ShallowRef> | undefined
  readonly onRender: () => void
}

const Shown = defineComponent(
  ({ flagKey, useValue, onRender }: ShownProps) => {
    const value = useValue(flagKey)
    return () => {
      onRender()
      return h('p', String(value?.value))
    }
  },
  { props: ['flagKey', 'useValue', 'onRender'] },
)

/** Mounts with Vue 3, as `mountReact` does with React. */
function mountVue(
  useValue: ShownProps['useValue'],
  plugin: Plugin = () => undefined,
): StartedBinding['mount'] {
  return (element, flagKeys, onRender) => {
    const app = createApp(() =>
      h(
        'main',
        flagKeys.map((flagKey) => h(Shown, { key: flagKey, flagKey, useValue, onRender })),
      ),
    )
    const root = document.createElement('div')
    app.use(plugin).mount(root)
    // Vue leaves what follows from a mount for a microtask; here it belongs to what is measured.
    void nextTick().then(() => element.append(root))
    return () => {
      app.unmount()
      root.remove()
    }
  }
}
