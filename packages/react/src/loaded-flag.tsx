import { caseOf, type FlagClient, type FlagFallback, type FlagKey, subscribeSeen } from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import {
  type ComponentType,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useDeferredValue,
  useState,
} from 'react'
import { useExposure } from './use-exposure.ts'
import { useFlagClient } from './use-flag-client.ts'
import { useObservedFlag } from './use-observed-flag.ts'

/** Asks for a module whose default export shows a variation, as for React's `lazy`. */
export type LoadVariation = () => Promise<{ readonly default: ComponentType }>

/** What {@link LoadedFlag} takes. */
export interface LoadedFlagProps {
  readonly name: FlagKey
  readonly fallback: FlagFallback<FlagKey>
  readonly load: { readonly [value: string]: LoadVariation }
  readonly pending?: ReactNode
}

/**
 * Shows what a flag decides, and loads no other variation. What is shown stays until the code of what follows is there.
 */
export function LoadedFlag({ name, fallback, load, pending }: LoadedFlagProps): ReactElement {
  // Each is made once: code may write the functions inline, and a new lazy component is another component.
  const [variations] = useState<{ [value: string]: ComponentType }>(() => Object.create(null))
  const client = useFlagClient()
  const value = useDeferredValue(useObservedFlag(client, name, fallback))
  const shown = caseOf(load, value, fallback)
  const loading = load[shown]
  if (loading) variations[shown] ??= lazy(loading)
  const Variation = variations[shown]
  return (
    <Suspense fallback={pending}>
      {Variation && <Variation />}
      <Seen client={client} name={name} fallback={fallback} value={value} />
    </Suspense>
  )
}

/** Within the boundary, because nobody has seen a flag while its variation is pending. */
function Seen({
  client,
  name,
  fallback,
  value,
}: Pick<LoadedFlagProps, 'name' | 'fallback'> & {
  readonly client: FlagClient
  readonly value: FlagValue
}): null {
  useExposure(client, name, fallback, value)
  useObservedFlag(client, name, fallback, subscribeSeen)
  return null
}
