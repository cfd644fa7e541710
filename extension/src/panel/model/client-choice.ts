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
  return {
    clients,
    place: computed(() => findPlace(clients.value, chosen.value)),
    choose(place) {
      chosen.value = place
    },
  }
}

/** Finds a client again, after a reload by where it was. */
export function findPlace(clients: readonly ClientPlace[], wanted: ClientPlace | null): ClientPlace | null {
  const same = clients.find(({ client }) => client === wanted?.client)
  const alike = clients.find(
    ({ document, client }) =>
      wanted?.document.isTopFrame === document.isTopFrame &&
      wanted.client.clientId === client.clientId &&
      wanted.document.page.value?.url === document.page.value?.url,
  )
  return same ?? alike ?? clients[0] ?? null
}
