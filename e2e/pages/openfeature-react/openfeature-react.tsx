import { streamSource } from '@halyard/client'
import { HalyardProvider } from '@halyard/openfeature'
import {
  type EvaluationContext,
  OpenFeature,
  OpenFeatureProvider,
  useBooleanFlagValue,
  useObjectFlagValue,
  useOpenFeatureClientStatus,
} from '@openfeature/react-sdk'
import { createRoot } from 'react-dom/client'

declare global {
  interface Window {
    openFeaturePage: {
      /** How often each component was rendered. */
      readonly renders: { announcement: number; checkout: number }
      setContext(context: EvaluationContext): Promise<void>
    }
  }
}

const FALLBACK = { text: 'fallback', tone: 'calm' }

/** A page of an application that knows OpenFeature's React SDK, and of Halyard its provider alone. */
const renders = { announcement: 0, checkout: 0 }
window.openFeaturePage = { renders, setContext: (context) => OpenFeature.setContext(context) }
OpenFeature.setProvider(
  new HalyardProvider({ source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }) }),
  { targetingKey: 'customer-1' },
)

function Announcement() {
  renders.announcement += 1
  return <p id="announcement">{useObjectFlagValue('announcement', FALLBACK).text}</p>
}

function Checkout() {
  renders.checkout += 1
  return <p>{useBooleanFlagValue('express-checkout', false) ? 'one step' : 'three steps'}</p>
}

function Status() {
  return <p id="status">{useOpenFeatureClientStatus()}</p>
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <OpenFeatureProvider>
    <Announcement />
    <Checkout />
    <Status />
  </OpenFeatureProvider>,
)
