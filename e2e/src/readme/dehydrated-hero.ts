import {
  createFlagClient,
  type DehydratedFlags,
  dehydrate,
  memoryStorage,
  staticSource,
} from '@halyard/client'

/** What a server's client knows when the flag `hero` has this value. */
export async function dehydratedHero(value: string): Promise<DehydratedFlags | null> {
  const hero = { state: 'ENABLED', variants: { served: value }, defaultVariant: 'served' } as const
  const client = createFlagClient({
    source: staticSource({ flags: { hero } }),
    storage: memoryStorage(),
    tabs: false,
  })
  client.start()
  await client.ready()
  return dehydrate(client)
}
