import type { FlagClient } from '@halyard/client'

/** Notes what a binding says that somebody sees from now on: the flag and its value then, as `a 1`. */
export function noteExposures(client: FlagClient): readonly string[] {
  const exposed: string[] = []
  client.expose = (flagKey, fallback) =>
    void exposed.push(`${flagKey} ${String(client.get(flagKey, fallback))}`)
  return exposed
}
