import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, type Provider, ProviderEvents } from '@openfeature/web-sdk'

/** The probe page once more, with OpenFeature's web SDK and its OFREP provider, and nothing of Halyard's. */
const provider = new OFREPWebProvider({ baseUrl: import.meta.env.VITE_FLAG_SERVICE_URL })
const client = OpenFeature.getClient()
client.addHandler(ProviderEvents.ConfigurationChanged, show)
// their types are not made for exact optional properties, so that they do not fit each other
await OpenFeature.setProviderAndWait(provider as Provider, { targetingKey: 'u1' })
show()

function show(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = client.getStringValue('announcement', 'nothing known')
}
