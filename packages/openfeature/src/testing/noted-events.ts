import type { EventDetails } from '@openfeature/core'

/** Whoever hears of events by OpenFeature's names. */
interface Listening<Event extends string> {
  addHandler(event: Event, handler: (details?: EventDetails) => void): void
}

/**
 * Notes what an SDK's client says from now on, in the order in which it says it: the event's name without `PROVIDER_`, and the
 * flags that changed or the message where there are any.
 */
export function notedEvents<Event extends string>(
  client: Listening<Event>,
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
