import { UnleashClient } from 'unleash-proxy-client'
import { toUnleashToggles } from '../flags/unleash-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'

/** Unleash: it asks for all flags again and again, of which one answer is measured. */
export const unleashClient = {
  name: 'Unleash',
  describe: (flags) => JSON.stringify({ toggles: toUnleashToggles(flags) }),
  describeChange: (flags) => JSON.stringify({ toggles: toUnleashToggles(flags) }),
  async start(text) {
    let answer = text
    const client = new UnleashClient({
      url: 'https://flags.invalid/api/frontend',
      clientKey: 'bench',
      appName: 'bench',
      context: { userId: VISITOR.targetingKey },
      disableMetrics: true,
      disableRefresh: true,
      fetch: () => Promise.resolve(new Response(answer)),
    })
    await client.start()
    return {
      client,
      read: (flagKey) => client.isEnabled(flagKey),
      onChange: (_, listener) => void client.on('update', listener),
      receive(next) {
        answer = next
        void client.updateToggles()
      },
    }
  },
} satisfies ClientSubject
