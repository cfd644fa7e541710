import type { FlagClient } from '@halyard/client'
import type { MaybeRefOrGetter, ObjectPlugin } from 'vue'
import { FLAG_CLIENT, providedClient } from './flag-client-key.ts'

/**
 * Gives a client to a whole application. Components import what they use of this package, so the plugin registers
 * neither `Flag` nor `v-flag`.
 *
 * @param client created, started and closed by the application; a ref or a getter where it may become another one.
 * @example
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }) })
 * client.start()
 * createApp(App).use(createFlagPlugin(client)).mount('#app')
 */
export function createFlagPlugin(client: MaybeRefOrGetter<FlagClient>): ObjectPlugin {
  return { install: (app) => void app.provide(FLAG_CLIENT, providedClient(client)) }
}
