import { createTestClient, type TestClient } from '@halyard/client/testing'
import { Flag, FlagProvider } from '@halyard/react'
import { createRoot } from 'react-dom/client'

declare global {
  interface Window {
    testClient: TestClient
  }
}

/** A page whose hero has three variations, each a chunk of its own. */
window.testClient = createTestClient({ flags: { hero: 'bold' } })
createRoot(document.body.appendChild(document.createElement('main'))).render(
  <FlagProvider client={window.testClient}>
    <Flag
      name="hero"
      fallback="classic"
      load={{
        classic: () => import('./classic.ts'),
        bold: () => import('./bold.ts'),
        seasonal: () => import('./seasonal.ts'),
      }}
      pending="pending"
    />
  </FlagProvider>,
)
