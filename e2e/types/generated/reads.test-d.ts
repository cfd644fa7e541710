import type { FlagClient, FlagKey } from '@halyard/client'
import { useFlag, useFlagDetails } from '@halyard/react'

/** Tells whether two types are the same, and not only fit each other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only for `true`. */
declare function expectTrue<T extends true>(): T

declare const client: FlagClient

/** The theme as the flag's variants have it. */
interface Theme {
  readonly accent: string
  readonly contrast?: { readonly 'high-est': boolean }
  readonly steps: readonly number[]
}

const THEME: Theme = { accent: 'black', steps: [] }

/** What a client answers has the flag's type, whatever the fallback. */
export function useAccepted(): void {
  expectTrue<Same<FlagKey, 'checkout' | 'columns' | 'hero' | 'theme' | 'Versand & Rückgabe'>>()

  const checkout = client.get('checkout', false)
  expectTrue<Same<typeof checkout, boolean>>()
  const hero = client.get('hero', 'classic')
  expectTrue<Same<typeof hero, 'bold' | 'classic' | "it's new">>()
  const columns = client.details('columns', 2)
  expectTrue<Same<typeof columns.value, 2 | 3>>()
  const delivery = client.get('Versand & Rückgabe', true)
  expectTrue<Same<typeof delivery, boolean>>()
  const theme = client.get('theme', { accent: 'black', steps: [] })
  expectTrue<Same<typeof theme.accent, string>>()
  expectTrue<Same<typeof theme.steps, readonly number[]>>()
  const isHigh = theme.contrast?.['high-est']
  expectTrue<Same<typeof isHigh, boolean | undefined>>()
  const whole: Theme = theme
  client.subscribe('hero', () => void whole)
  client.expose('hero', 'bold')

  const shown = useFlag('hero', 'bold')
  expectTrue<Same<typeof shown, typeof hero>>()
  const details = useFlagDetails('columns', 3)
  expectTrue<Same<typeof details.value, 2 | 3>>()
}

/** What the flags do not have does not compile: each line below would be an error without its mark. */
export function useRefused(key: string): void {
  // @ts-expect-error no flag has this key
  client.get('chekout', false)
  // @ts-expect-error no flag has this key
  client.details('chekout', false)
  // @ts-expect-error no flag has this key
  client.subscribe('chekout', () => undefined)
  // @ts-expect-error no flag has this key
  client.expose('chekout', false)
  // @ts-expect-error not every text is the key of a flag
  client.get(key, false)
  // @ts-expect-error the flag is a boolean
  client.get('checkout', 'off')
  // @ts-expect-error the flag has no such value
  client.get('hero', 'clasic')
  // @ts-expect-error the flag has no such value
  client.get('columns', 4)
  // @ts-expect-error the flag's values have a list of steps
  client.get('theme', { accent: 'black' })
  // @ts-expect-error steps are numbers
  client.get('theme', { accent: 'black', steps: ['1'] })
  // @ts-expect-error no variant has this
  client.get('theme', THEME).acent
  // @ts-expect-error values are shared, and cannot be changed
  client.get('theme', THEME).accent = 'red'
  // @ts-expect-error no value is this one
  void (client.get('hero', 'classic') === 'blod')
  // @ts-expect-error no flag has this key
  useFlag('chekout', false)
  // @ts-expect-error the flag is a boolean
  useFlag('checkout', 'off')
  // @ts-expect-error the flag has no such value
  useFlagDetails('hero', 'clasic')
}
