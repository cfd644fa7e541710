import { FlagProvider, useFlag } from '@halyard/react'
import { createElement, type ReactElement, StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createBindingPage } from '../../src/bindings/binding-page.ts'

interface ShownProps {
  readonly flagKey: string
  onRender(): void
}

function Shown({ flagKey, onRender }: ShownProps): ReactElement {
  const value = useFlag(flagKey, '-')
  onRender()
  return createElement('p', null, value)
}

window.bindingPage = createBindingPage({
  mount(element, client, flagKeys, onRender) {
    const root = createRoot(element)
    const render = (): void =>
      flushSync(() => {
        const shown = flagKeys.map((flagKey, key) => createElement(Shown, { key, flagKey, onRender }))
        root.render(createElement(StrictMode, null, createElement(FlagProvider, { client }, shown)))
      })
    render()
    return { rerender: render, unmount: () => flushSync(() => root.unmount()) }
  },
})
