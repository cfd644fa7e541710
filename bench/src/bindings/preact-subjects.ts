import { FlagProvider, useFlag, useFlagSignal } from '@halyard/preact'
import type { FlagValue } from '@halyard/schema'
import { type ReadonlySignal, signal, useComputed } from '@preact/signals'
import { type ComponentChild, createContext, h, options, render } from 'preact'
import { useContext } from 'preact/hooks'
import { loneHalyardClient } from '../clients/halyard-client.ts'
import type { BindingSubject, StartedBinding } from './binding-subject.ts'
import { createPlainCells, startPlain } from './plain-store.ts'
import { startBinding } from './started-binding.ts'

/** A signal for each flag and nothing around them, shown as texts that no component renders. */
export const plainSignalPreact: BindingSubject = async (flags) => {
  const signals = createPlainCells(flags, signal<FlagValue>)
  return startPlain(
    signals,
    mountPreact((flagKey) => useText(signals.of(flagKey))),
  )
}

/** The same signals, whose values components render. */
export const plainValuePreact: BindingSubject = async (flags) => {
  const signals = createPlainCells(flags, signal<FlagValue>)
  return startPlain(
    signals,
    mountPreact((flagKey) => String(signals.of(flagKey)?.value)),
  )
}

const PlainContext = createContext(createPlainCells([], signal<FlagValue>))

/** The same below a provider, as whatever is not one for all of a page's scripts has to be read. */
export const providedValuePreact: BindingSubject = async (flags) => {
  const signals = createPlainCells(flags, signal<FlagValue>)
  return startPlain(
    signals,
    mountPreact(
      (flagKey) => String(useContext(PlainContext).of(flagKey)?.value),
      (children) => h(PlainContext.Provider, { value: signals }, children),
    ),
  )
}

/** Halyard's signal, as a text that no component renders. */
export const halyardSignalPreact: BindingSubject = (flags) =>
  startBinding(loneHalyardClient, flags, ({ client }) =>
    mountPreact(
      (flagKey) => useText(useFlagSignal(flagKey, false)),
      (children) => h(FlagProvider, { client }, children),
    ),
  )

/** Preact shows nothing for a boolean. */
function useText(value: ReadonlySignal<unknown> | undefined): ReadonlySignal<string> {
  return useComputed(() => String(value?.value))
}

/** Halyard's value, which its component renders. */
export const halyardValuePreact: BindingSubject = (flags) =>
  startBinding(loneHalyardClient, flags, ({ client }) =>
    mountPreact(
      (flagKey) => String(useFlag(flagKey, false)),
      (children) => h(FlagProvider, { client }, children),
    ),
  )

interface ShownProps {
  readonly flagKey: string
  useShown(flagKey: string): unknown
  onRender(): void
}

function Shown({ flagKey, useShown, onRender }: ShownProps): ComponentChild {
  onRender()
  return h('p', null, useShown(flagKey) as ComponentChild)
}

/** Mounts with Preact 11, as `mountReact` does with React. */
function mountPreact(
  useShown: (flagKey: string) => unknown,
  provide: (children: ComponentChild) => ComponentChild = (children) => children,
): StartedBinding['mount'] {
  return (element, flagKeys, onRender) => {
    const shown = flagKeys.map((flagKey) => h(Shown, { key: flagKey, flagKey, useShown, onRender }))
    withEffects(() => render(h('main', null, provide(shown)), element))
    return () => withEffects(() => render(null, element))
  }
}

/** Preact leaves effects for the next frame; here they belong to what is measured. */
function withEffects(run: () => void): void {
  const later: (() => void)[] = []
  options.requestAnimationFrame = (effects) => void later.push(effects)
  run()
  delete options.requestAnimationFrame
  for (const effects of later) effects()
}
