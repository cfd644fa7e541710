import { createFlagClient, type DehydratedFlags, streamSource } from '@halyard/client'
import { hydrateRoot } from 'react-dom/client'
import { Application } from './application.tsx'

const bootstrap = JSON.parse(
  document.getElementById('flags')?.textContent ?? 'null',
) as DehydratedFlags | null
const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'u1' },
  bootstrap,
})
client.start()
hydrateRoot(
  document,
  <Application
    view={document.documentElement.dataset.view === 'shop' ? 'shop' : 'two-parts'}
    client={client}
    bootstrap={bootstrap}
    gate={{ isOpen: true, opened: Promise.resolve() }}
  />,
)
