/** An SDK's client, which says what happens by OpenFeature's names. */
interface Telling<Event extends string> {
  addHandler(
    event: Event,
    handler: (details?: { readonly flagsChanged?: string[]; readonly message?: string }) => void,
  ): void
}

/**
 * Notes what an SDK's client says from now on, in the order in which it says it: the event's name without `PROVIDER_`, and the
 * flags that changed or the message where there are any.
 */
export function notedEvents<Event extends string>(
  client: Telling<Event>,
  events: Readonly<Record<string, Event>>,
): readonly string[] {
  const noted: string[] = []
  let isPast = true
  for (const event of Object.values(events))
    client.addHandler(event, (details) => {
      const told = details?.flagsChanged?.join() ?? details?.message
      if (!isPast) noted.push(event.replace('PROVIDER_', '') + (told === undefined ? '' : `: ${told}`))
    })
  isPast = false
  return noted
}
