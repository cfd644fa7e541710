import { FlagProvider, useFlagSignal } from '@halyard/preact'
import { h, render, type VNode } from 'preact'
import { createBindingPage } from '../../src/bindings/binding-page.ts'

interface ShownProps {
  readonly flagKey: string
  readonly round: number
  onRender(): void
}

function Shown({ flagKey, onRender }: ShownProps): VNode {
  const value = useFlagSignal(flagKey, '-')
  onRender()
  return h('p', null, value)
}

window.bindingPage = createBindingPage({
  mount(element, client, flagKeys, onRender) {
    let round = 0
    const show = (): void => {
      const shown = flagKeys.map((flagKey, key) => h(Shown, { key, flagKey, round, onRender }))
      render(h(FlagProvider, { client }, shown), element)
    }
    show()
    return {
      rerender() {
        round += 1
        show()
      },
      unmount: () => render(null, element),
    }
  },
})
