import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, type Provider, ProviderEvents } from '@openfeature/web-sdk'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = OpenFeature.getClient()
const render = (): void => show(client.getBooleanValue(flagKey, false))
client.addHandler(ProviderEvents.Ready, render)
client.addHandler(ProviderEvents.ConfigurationChanged, render)
// Its own types are a little looser than the SDK's.
const provider = new OFREPWebProvider({ baseUrl: serviceUrl }) as Provider
void OpenFeature.setContext(context).then(() => OpenFeature.setProvider(provider))
render()
