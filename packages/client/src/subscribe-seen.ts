import type { FlagClient } from './flag-client.ts'
import type { FlagFallback, FlagKey } from './flag-types.ts'

/**
 * Like `client.subscribe`, for a binding whose component is committed and shows what `client.get` answers: where a flag's variant
 * became another one and its value did not, nothing renders that would tell the client, so this does.
 *
 * @param fallback the one of the read.
 * @returns a function that ends the subscription.
 * @example useEffect(() => subscribeSeen(client, 'hero', 'classic', render), [client])
 */
export function subscribeSeen<K extends FlagKey>(
  client: FlagClient,
  flagKey: K,
  fallback: FlagFallback<K>,
  listener: () => void,
): () => void {
  let value: unknown = client.get(flagKey, fallback)
  return client.subscribe(flagKey, () => {
    const before = value
    value = client.get(flagKey, fallback)
    if (Object.is(value, before)) client.expose(flagKey, fallback)
    listener()
  })
}
