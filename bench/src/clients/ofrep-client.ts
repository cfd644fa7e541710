import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, type Provider, ProviderEvents } from '@openfeature/web-sdk'
import { toOfrepAnswer } from '../flags/ofrep-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'

/** OpenFeature's web SDK with its OFREP provider. It asks for all flags again when the page is seen again. */
export const ofrepClient = {
  name: 'OpenFeature + OFREP',
  describe: (flags) => JSON.stringify(toOfrepAnswer(flags)),
  describeChange: (flags) => JSON.stringify(toOfrepAnswer(flags)),
  async start(text) {
    let answer = text
    const json = { 'content-type': 'application/json' }
    const provider = new OFREPWebProvider({
      baseUrl: 'https://flags.invalid',
      fetchImplementation: () => Promise.resolve(new Response(answer, { headers: json })),
    })
    await OpenFeature.setContext({ ...VISITOR })
    // Its own types are a little looser than the SDK's.
    await OpenFeature.setProviderAndWait(provider as Provider)
    const client = OpenFeature.getClient()
    return {
      client,
      read: (flagKey) => client.getBooleanValue(flagKey, false),
      onChange: (_, listener) => client.addHandler(ProviderEvents.ConfigurationChanged, listener),
      receive(next) {
        answer = next
        document.dispatchEvent(new Event('visibilitychange'))
      },
    }
  },
} satisfies ClientSubject
