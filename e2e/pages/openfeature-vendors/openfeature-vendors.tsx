import { withDevtools } from '@halyard/openfeature/devtools'
import {
  OpenFeature,
  OpenFeatureProvider,
  type Provider,
  useBooleanFlagValue,
  useStringFlagValue,
} from '@openfeature/react-sdk'
import { Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { VENDOR_PROVIDERS, type VendorName } from './vendor-providers.ts'

declare global {
  interface Window {
    vendorPage: {
      /** Whatever each component has shown, in order. */
      readonly shown: { readonly announcement: string[]; readonly checkout: string[] }
    }
  }
}

/** A page of an application that knows OpenFeature's React SDK, a vendor's provider, and of Halyard one call. */
const shown = { announcement: [] as string[], checkout: [] as string[] }
window.vendorPage = { shown }
const asked = new URLSearchParams(location.search)
const create = VENDOR_PROVIDERS[asked.get('provider') as VendorName]
const provider = create(new URL(asked.get('service') ?? location.href))
// their types are not made for exact optional properties, so that they do not fit each other
OpenFeature.setProvider(withDevtools(provider as unknown as Provider), { targetingKey: 'customer-1' })

function Announcement() {
  const text = useStringFlagValue('announcement', 'fallback')
  shown.announcement.push(text)
  return <p id="announcement">{text}</p>
}

function Checkout() {
  const text = useBooleanFlagValue('express-checkout', false) ? 'one step' : 'three steps'
  shown.checkout.push(text)
  return <p id="checkout">{text}</p>
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <OpenFeatureProvider suspend>
    <Suspense>
      <Announcement />
    </Suspense>
    <Suspense>
      <Checkout />
    </Suspense>
  </OpenFeatureProvider>,
)
