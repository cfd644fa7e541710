import type { ClientReport, FlagReport, PageEvent, PageMessage } from '@halyard/devtools'

/** What a page has said about its flag clients, as of one sequence number. */
export interface PageModel {
  readonly sequence: number
  readonly clients: readonly ClientReport[]
}

/**
 * Applies one message to what is known.
 *
 * @param model `null` before the first snapshot.
 * @returns the new model, the same one where nothing changed, or `'gap'` when a message in between was lost: then only
 * a new snapshot tells the truth.
 */
export function applyPageMessage(model: PageModel | null, message: PageMessage): PageModel | null | 'gap' {
  if (!('sequence' in message)) return model
  if (message.type === 'snapshot') return { sequence: message.sequence, clients: message.clients }
  if (model === null || message.sequence !== model.sequence + 1) return 'gap'
  return { sequence: message.sequence, clients: changeClients(model.clients, message) }
}

/**
 * The flags of all clients of a page, by key in alphabetical order. Where two clients know a flag, the one that came
 * first speaks for it.
 */
export function listFlags(model: PageModel): readonly FlagReport[] {
  const flags = new Map<string, FlagReport>()
  for (const client of model.clients) {
    for (const flag of client.flags) {
      if (!flags.has(flag.flagKey)) flags.set(flag.flagKey, flag)
    }
  }
  return [...flags.values()].sort((a, b) => a.flagKey.localeCompare(b.flagKey))
}

function changeClients(clients: readonly ClientReport[], message: PageEvent): readonly ClientReport[] {
  switch (message.type) {
    case 'client-added':
      return [...clients, message.client]
    case 'client-removed':
      return clients.filter(({ clientId }) => clientId !== message.clientId)
    case 'client-changed':
      return clients.map((client) =>
        client.clientId === message.client.clientId ? { ...message.client, flags: client.flags } : client,
      )
    case 'flags-changed':
      return clients.map((client) =>
        client.clientId === message.clientId
          ? { ...client, flags: changeFlags(client.flags, message.flags, message.removed) }
          : client,
      )
    case 'override-refused':
    case 'page-changed':
      return clients
  }
}

function changeFlags(
  flags: readonly FlagReport[],
  changed: readonly FlagReport[],
  removed: readonly string[],
): readonly FlagReport[] {
  const next = new Map(flags.map((flag) => [flag.flagKey, flag]))
  for (const flag of changed) next.set(flag.flagKey, flag)
  for (const flagKey of removed) next.delete(flagKey)
  return [...next.values()]
}
