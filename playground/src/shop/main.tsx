// First, so that what a component says about itself wins.
import '@halyard/tokens/tokens.css'
import './shop.css'
import { createFlagClient, streamSource } from '@halyard/client'
import { attachDevtools } from '@halyard/client/devtools'
import { pageOverrides, shareOverrides } from '@halyard/client/overrides'
import { FlagProvider } from '@halyard/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PERSONAS } from './personas.ts'
import { Shop } from './shop.tsx'
import { readShopSettings } from './shop-settings.ts'

const { flagServiceUrl, playgroundOrigins } = readShopSettings(import.meta.env)

const client = createFlagClient({
  source: streamSource({ url: flagServiceUrl }),
  context: PERSONAS[0].context,
  overrides: pageOverrides({ playgroundOrigins, share: shareOverrides() }),
})
client.start()
attachDevtools(client, { allowOrigins: playgroundOrigins })

const root = document.getElementById('shop')
if (!root) throw new Error('shop/index.html has no element with the id "shop" to draw the shop in.')
createRoot(root).render(
  <StrictMode>
    <FlagProvider client={client}>
      <Shop />
    </FlagProvider>
  </StrictMode>,
)
