import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ClientPlace } from './list-rows.ts'

/** Which of the page's clients a view is about. */
export interface ClientChoice {
  readonly clients: ReadonlySignal<readonly ClientPlace[]>
  /** The chosen client, the first one where none was chosen or it is gone, `null` where there is none. */
  readonly place: ReadonlySignal<ClientPlace | null>
  choose(place: ClientPlace): void
}

/** Begins with the first client. */
export function createClientChoice(clients: ReadonlySignal<readonly ClientPlace[]>): ClientChoice {
  const chosen = signal<ClientPlace | null>(null)
  const place = computed(() => {
    const wanted = chosen.value
    const found = clients.value.find(
      ({ document, client }) =>
        document.connectionId === wanted?.document.connectionId && client.clientId === wanted.client.clientId,
    )
    return found ?? clients.value[0] ?? null
  })
  return {
    clients,
    place,
    choose(place) {
      chosen.value = place
    },
  }
}
