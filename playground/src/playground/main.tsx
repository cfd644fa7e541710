// First, so that what a component says about itself wins.
import '@halyard/tokens/tokens.css'
import './views/playground.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Playground } from './views/playground.tsx'

const root = document.getElementById('playground')
if (!root) throw new Error('index.html has no element with the id "playground" to draw the playground in.')
createRoot(root).render(
  <StrictMode>
    <Playground defaultPageUrl={import.meta.env.VITE_SHOP_URL || 'http://127.0.0.1:4890/'} />
  </StrictMode>,
)
