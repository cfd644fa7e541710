import type { FlagClient, FlagKey } from '@halyard/client'
import { useFlag, useFlagDetails } from '@halyard/react'

declare const client: FlagClient

/** Without types of its flags, an application reads any key, and the fallback says what it gets. */
export function useAccepted(key: string): void {
  const anyKey: FlagKey = key
  const checkout: boolean = client.get(anyKey, false)
  const hero: string = client.get('hero', 'classic')
  const columns: number = client.details('columns', 2).value
  const accent: string = client.get('theme', { accent: 'black' }).accent
  client.subscribe('hero', () => void [checkout, hero, columns, accent])
  client.expose(key, true)
  const shown: string = useFlag(key, 'classic')
  const details: number = useFlagDetails('columns', 2).value
  void [shown, details]
}

/** What no flag can be, and what the fallback rules out. */
export function useRefused(): void {
  // @ts-expect-error a flag has a key
  client.get(7, false)
  // @ts-expect-error a flag has no such value
  client.get('hero', undefined)
  // @ts-expect-error the fallback asks for a text
  const isBold: boolean = client.get('hero', 'classic')
  // @ts-expect-error the fallback asks for a boolean, not for this one
  const isAlwaysOn: true = useFlag('checkout', true)
  void [isBold, isAlwaysOn]
}
