import { demandClient, type FlagClient } from '@halyard/client'
import { computed, type InjectionKey, type MaybeRefOrGetter, markRaw, type Ref, toRaw, toValue } from 'vue'

/** A client that may become another one. */
export type ProvidedClient = Readonly<Ref<FlagClient>>

/** Where components find the client. What is there never changes when a flag does. */
export const FLAG_CLIENT: InjectionKey<ProvidedClient> = Symbol('flag client')

/** What to provide. The client is a plain object and stays one, whatever state somebody puts it into. */
export function providedClient(client: MaybeRefOrGetter<FlagClient>): ProvidedClient {
  return computed(() => markRaw(toRaw(toValue(client))))
}

/** @throws Error for a client that is not there. */
export function demandProvided(client: ProvidedClient | undefined): ProvidedClient {
  return demandClient(client, 'app.use(createFlagPlugin(client)), and read flags in setup')
}
