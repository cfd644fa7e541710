import { createFlagClient, type FlagClient, staticSource } from '@halyard/client'
import { attachDevtools } from '@halyard/client/devtools'
import { pageOverrides } from '@halyard/client/overrides'

const origins = String(import.meta.env.VITE_PLAYGROUND_ORIGINS).split(',')

/** The client of a page that is shown in frames: two flags that show, one that does not, and one that asks for the plan. */
export const client: FlagClient = createFlagClient({
  source: staticSource({
    flags: {
      layout: flag({ list: 'list', grid: 'grid' }, 'list'),
      hero: flag({ classic: 'Classic', bold: 'Bold' }, 'classic'),
      tracing: flag({ on: true, off: false }, 'off'),
      greeting: {
        ...flag({ free: 'Hello', crew: 'Ahoy' }, 'free'),
        targeting: { var: 'plan' },
      },
    },
  }),
  context: { plan: 'free' },
  overrides: pageOverrides({ playgroundOrigins: origins }),
})
client.start()
attachDevtools(client, { allowOrigins: origins })
client.get('tracing', false)

/** Read while the bundle of the page is evaluated, and never again. */
export const LAYOUT: string = client.get('layout', 'fallback')

/** As pages do that lead a person on. */
export function focusName(): void {
  document.querySelector('input')?.focus()
}

function flag<Value>(variants: { readonly [variant: string]: Value }, defaultVariant: string) {
  return { state: 'ENABLED' as const, variants, defaultVariant }
}
