import { GrowthBookProvider, useFeatureIsOn } from '@growthbook/growthbook-react'
import { FlagProvider, useFlag } from '@halyard/react'
import { OpenFeatureProvider, useBooleanFlagValue } from '@openfeature/react-sdk'
import { FlagProvider as UnleashProvider, useFlag as useUnleashFlag } from '@unleash/proxy-client-react'
import { LDProvider, useFlags } from 'launchdarkly-react-client-sdk'
import { createContext, createElement, useCallback, useContext, useSyncExternalStore } from 'react'
import { growthbookClient } from '../clients/growthbook-client.ts'
import { halyardClient, loneHalyardClient } from '../clients/halyard-client.ts'
import { launchDarkly3Client } from '../clients/launchdarkly-3-client.ts'
import { ofrepClient } from '../clients/ofrep-client.ts'
import { unleashClient } from '../clients/unleash-client.ts'
import { toLaunchDarklyBootstrap } from '../flags/launchdarkly-format.ts'
import type { BindingSubject } from './binding-subject.ts'
import { mountReact } from './mount-react.ts'
import { createPlainStore, type PlainStore, startPlain } from './plain-store.ts'
import { startBinding } from './started-binding.ts'

/** A store by hand and one hook on it. */
export const plainReact: BindingSubject = async (flags) => {
  const store = createPlainStore(flags)
  return startPlain(
    store,
    mountReact((flagKey) => usePlain(store, flagKey)),
  )
}

const PlainContext = createContext<PlainStore>(createPlainStore([]))

/** The same below a provider, as whatever is not one for all of a page's scripts has to be read. */
export const providedReact: BindingSubject = async (flags) => {
  const store = createPlainStore(flags)
  return startPlain(
    store,
    mountReact(
      (flagKey) => usePlain(useContext(PlainContext), flagKey),
      (children) => createElement(PlainContext.Provider, { value: store }, children),
    ),
  )
}

function usePlain(store: PlainStore, flagKey: string): boolean {
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(flagKey, listener), [store, flagKey]),
    () => store.get(flagKey),
  )
}

const onHalyard =
  (subject: typeof halyardClient): BindingSubject =>
  (flags) =>
    startBinding(subject, flags, ({ client }) =>
      mountReact(
        (flagKey) => useFlag(flagKey, false),
        (children) => createElement(FlagProvider, { client }, children),
      ),
    )

/** Halyard's hook. */
export const halyardReact: BindingSubject = onHalyard(loneHalyardClient)

/** The same where the client passes each change on to other tabs, before React renders. */
export const leadingHalyardReact: BindingSubject = onHalyard(halyardClient)

/** GrowthBook's hook. Its provider is the only one who hears of a change. */
export const growthbookReact: BindingSubject = async (flags) => {
  let told = (): void => undefined
  const binding = await startBinding(growthbookClient, flags, ({ client }) => {
    const { setRenderer } = client
    client.setRenderer = (renderer) =>
      setRenderer.call(client, () => {
        told()
        renderer?.()
      })
    return mountReact(
      (flagKey) => useFeatureIsOn(flagKey),
      (children) => createElement(GrowthBookProvider, { growthbook: client }, children),
    )
  })
  return {
    ...binding,
    onTold(_, listener) {
      told = listener
    },
  }
}

/** OpenFeature's hook, on its OFREP provider. */
export const openFeatureReact: BindingSubject = (flags) =>
  startBinding(ofrepClient, flags, ({ client }) =>
    mountReact(
      (flagKey) => useBooleanFlagValue(flagKey, false),
      (children) => createElement(OpenFeatureProvider, { client }, children),
    ),
  )

/** Unleash's hook. */
export const unleashReact: BindingSubject = (flags) =>
  startBinding(unleashClient, flags, ({ client }) =>
    mountReact(
      (flagKey) => useUnleashFlag(flagKey),
      (children) =>
        createElement(
          UnleashProvider,
          { unleashClient: client, startClient: false, stopClient: false },
          children,
        ),
    ),
  )

/** LaunchDarkly's hook of version 3, which gives all flags. */
export const launchDarklyReact: BindingSubject = (flags) => {
  const options = { bootstrap: toLaunchDarklyBootstrap(flags) }
  const reactOptions = { useCamelCaseFlagKeys: false }
  return startBinding(launchDarkly3Client, flags, ({ client }) =>
    mountReact(
      (flagKey) => useFlags()[flagKey],
      (children) =>
        createElement(
          LDProvider,
          { clientSideID: 'bench', ldClient: client, options, reactOptions },
          children,
        ),
    ),
  )
}
