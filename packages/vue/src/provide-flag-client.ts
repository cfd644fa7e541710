import type { FlagClient } from '@halyard/client'
import { type MaybeRefOrGetter, provide } from 'vue'
import { FLAG_CLIENT, providedClient } from './flag-client-key.ts'

/**
 * Gives a client to everything below the component that calls it in its setup, in place of the one from above.
 *
 * @param client see `createFlagPlugin`.
 * @example
 * const props = defineProps<{ tenant: Tenant }>()
 * provideFlagClient(() => props.tenant.flags)
 */
export function provideFlagClient(client: MaybeRefOrGetter<FlagClient>): void {
  provide(FLAG_CLIENT, providedClient(client))
}
