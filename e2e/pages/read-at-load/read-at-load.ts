import { createFlagClient, staticSource } from '@halyard/client'
import { attachDevtools } from '@halyard/client/devtools'
import { pageOverrides } from '@halyard/client/overrides'

const playgroundOrigins = (import.meta.env.VITE_PLAYGROUND_ORIGINS ?? '').split(',').filter(Boolean)

/** A page that reads its flag once, while its bundle runs, and asks nobody for it. */
const client = createFlagClient({
  source: staticSource({
    flags: {
      hero: {
        state: 'ENABLED',
        variants: { classic: 'Kites', bold: 'KITES', seasonal: 'Autumn kites' },
        defaultVariant: 'classic',
      },
    },
  }),
  overrides: pageOverrides({ playgroundOrigins }),
})
client.start()
attachDevtools(client, { allowOrigins: playgroundOrigins })

const hero = client.get('hero', 'none')
const element = document.getElementById('hero')
if (element) element.textContent = hero
