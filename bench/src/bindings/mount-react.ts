import { createElement, type ReactElement, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { StartedBinding } from './binding-subject.ts'

interface ShownProps {
  readonly flagKey: string
  useValue(flagKey: string): unknown
  onRender(): void
}

function Shown({ flagKey, useValue, onRender }: ShownProps): ReactElement {
  onRender()
  return createElement('p', null, String(useValue(flagKey)))
}

/**
 * Mounts with React 19, each component by itself below one provider.
 *
 * @param useValue the binding's hook. @param provide puts the binding's provider around everything.
 */
export function mountReact(
  useValue: (flagKey: string) => unknown,
  provide: (children: ReactNode) => ReactNode = (children) => children,
): StartedBinding['mount'] {
  return (element, flagKeys, onRender) => {
    const root = createRoot(element)
    const shown = flagKeys.map((flagKey) =>
      createElement(Shown, { key: flagKey, flagKey, useValue, onRender }),
    )
    // Effects of what is rendered synchronously run within it as well.
    flushSync(() => root.render(createElement('main', null, provide(shown))))
    return () => flushSync(() => root.unmount())
  }
}
