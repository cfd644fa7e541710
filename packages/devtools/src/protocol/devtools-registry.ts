import type { FlagValue } from '@halyard/schema'
import { type ActivityWatches, createActivityWatches } from './activity-watches.ts'
import { answerRequest, MAX_RESULT_CHARACTERS } from './answer-request.ts'
import { attempt, describeError } from './attempt.ts'
import { boundedCopy } from './bounded-copy.ts'
import type { OverrideTerms } from './flag-report.ts'
import type { InspectableClient } from './inspectable-client.ts'
import { isActivityReport } from './message-guards.ts'
import {
  DEVTOOLS_PROTOCOL_VERSIONS,
  type PageDescription,
  type PageMessage,
  type PagePayloads,
  type PanelMessage,
  type PanelPayloads,
  parsePanelMessage,
} from './messages.ts'
import type { MethodHandlers } from './methods.ts'
import { createPanelListener, type PanelListener } from './panel-listener.ts'
import { describeClient, MAX_REPORTED_CLIENTS, reportClient, reportFlags } from './report-client.ts'

/**
 * The property of `globalThis` that holds the page's {@link DevtoolsRegistry}. Whoever comes first creates it:
 * the extension's hook before any script of the page, or a client's attachment.
 *
 * @example
 * const isThere = DEVTOOLS_REGISTRY_KEY in globalThis
 */
export const DEVTOOLS_REGISTRY_KEY: unique symbol = Symbol.for('halyard.devtools') as never

/**
 * One panel's end of a conversation with the page.
 *
 * @example
 * connection.receive({ halyard: 'devtools', type: 'hello', versions: [1] })
 */
export interface PanelConnection {
  /** Takes a message of the panel; anything else is ignored. */
  receive(message: unknown): void
  /** Ends the conversation: no message is posted after it. */
  close(): void
}

/**
 * Where the clients of a page and the panels that look at it meet.
 *
 * @example
 * const unregister = registry.register(client)
 */
export interface DevtoolsRegistry {
  readonly protocolVersions: readonly number[]
  /** The tab's overrides as they were when the document began to load, before any script of the page ran. */
  readonly initialOverrides: ReadonlyMap<string, FlagValue>
  /**
   * The keys of the flags that clients of this page say are overridden; `null` where there is no client, or one that
   * does not say or cannot.
   */
  overriddenFlags(): ReadonlySet<string> | null
  /** Calls the listener whenever {@link overriddenFlags} may give something else. */
  watchOverriddenFlags(listener: () => void): void
  /**
   * Makes a client visible to panels.
   *
   * @returns a function that takes it away again.
   */
  register(client: InspectableClient): () => void
  /**
   * Begins a conversation with a panel. Silent until the panel says `hello`.
   *
   * @param post sends one message to the panel; what it throws ends the conversation.
   */
  connect(post: (message: PageMessage) => void): PanelConnection
}

/** What {@link createDevtoolsRegistry} needs of the page that it lives in. */
export interface DevtoolsRegistryOptions {
  describePage(): Omit<PageDescription, 'methods'>
  readonly initialOverrides: ReadonlyMap<string, FlagValue>
  /** Tells that the page describes itself otherwise now, until the returned function is called. Called while a panel listens. */
  readonly subscribePage?: (listener: () => void) => () => void
  /** What a panel can ask of the page itself. @default {} */
  readonly methods?: MethodHandlers
}

/**
 * Creates a registry. Pure: the caller supplies the page and the transports.
 *
 * @example
 * const registry = createDevtoolsRegistry({ describePage, initialOverrides: new Map() })
 * const connection = registry.connect((message) => port.postMessage(message))
 * port.onmessage = (event) => connection.receive(event.data)
 */
export function createDevtoolsRegistry(options: DevtoolsRegistryOptions): DevtoolsRegistry {
  const clients = new Map<string, { client: InspectableClient; unsubscribe: () => void }>()
  const listeners = new Set<Listener>()
  const watchers = new Set<() => void>()
  let lastClientNumber = 0
  let sequence = 0
  let unsubscribePage: (() => void) | undefined

  const client = (clientId: string): InspectableClient | undefined => clients.get(clientId)?.client

  function broadcast<Type extends SequencedType>(
    type: Type,
    payload: () => Omit<PagePayloads[Type], 'sequence'>,
  ): void {
    if (listeners.size === 0) return
    sequence += 1
    const own = sequence
    let made: PageMessage | undefined
    const make = (): PageMessage => {
      made ??= { halyard: 'devtools', type, sequence: own, ...payload() } as unknown as PageMessage
      return made
    }
    for (const listener of [...listeners]) listener.tell(make)
  }

  function tellWatchers(): void {
    for (const watcher of watchers) attempt(watcher)
  }

  function snapshot(skipped = 0): PageMessage {
    const reports = [...clients]
      .slice(0, MAX_REPORTED_CLIENTS)
      .map(([clientId, { client }]) => reportClient(clientId, client))
    return {
      halyard: 'devtools',
      type: 'snapshot',
      sequence,
      clients: reports,
      ...(skipped > 0 && { skipped }),
    }
  }

  function answer(message: PanelMessage, listener: Listener): void {
    if (message.type === 'hello') {
      greet(message, listener)
      return
    }
    if (message.type === 'goodbye') {
      listener.close()
      return
    }
    // Until a version is agreed on, nobody knows what the rest would mean.
    if (!listeners.has(listener)) return
    if (message.type === 'more') {
      listener.more(message.maxEvents)
      return
    }
    if (message.type === 'request') {
      const findOwner = () => (message.clientId === undefined ? options : client(message.clientId))
      const { onPanelGone } = listener
      void answerRequest(message, findOwner, { client, onPanelGone }).then(listener.post)
      return
    }
    const owner = client(message.clientId)
    if (!owner) return
    const { clientId, flagKey } = message
    try {
      const refusal =
        message.type === 'reset-override'
          ? owner.resetOverride(flagKey)
          : owner.setOverride(message.flagKey, message.value, termsOf(message))
      if (typeof refusal === 'string') refuse(refusal)
    } catch (error) {
      refuse(describeError(error))
    }

    function refuse(reason: string): void {
      broadcast('override-refused', () => ({ clientId, flagKey: flagKey ?? '', message: reason }))
    }
  }

  function describePage(): PageDescription {
    return { ...options.describePage(), methods: Object.keys(options.methods ?? {}) }
  }

  function greet(hello: PanelPayloads['hello'], listener: Listener): void {
    const { versions, activity, maxEvents = Number.POSITIVE_INFINITY } = hello
    const version = DEVTOOLS_PROTOCOL_VERSIONS.find((candidate) => versions.includes(candidate)) ?? null
    listener.post({ halyard: 'devtools', type: 'welcome', version, page: describePage() })
    if (version === null) silence(listener)
    if (version === null || !listener.isOpen) return
    listeners.add(listener)
    unsubscribePage ??= options.subscribePage?.(() =>
      broadcast('page-changed', () => ({ page: describePage() })),
    )
    listener.begin(maxEvents)
    if (!activity) stopWatching(listener)
    if (!activity || !listener.isOpen) return
    listener.watches ??= createActivityWatches((clientId, told) => {
      const { value } = boundedCopy(told, MAX_RESULT_CHARACTERS)
      if (isActivityReport(value)) {
        listener.tell(() => ({ halyard: 'devtools', type: 'activity', clientId, activity: value }))
      }
    })
    for (const [clientId, { client }] of clients) watch(listener, clientId, client)
  }

  /** Tells a panel of nothing more, until it says hello again. */
  function silence(listener: Listener): void {
    listeners.delete(listener)
    stopWatching(listener)
    if (listeners.size > 0) return
    unsubscribePage?.()
    unsubscribePage = undefined
  }

  function stopWatching(listener: Listener): void {
    listener.watches?.endAll()
    delete listener.watches
  }

  function watch(listener: Listener, clientId: string, client: InspectableClient): void {
    const { watches } = listener
    watches?.begin(clientId, client)
    // What it told at once may have found the other end gone.
    if (!listeners.has(listener)) watches?.endAll()
  }

  return {
    protocolVersions: DEVTOOLS_PROTOCOL_VERSIONS,
    initialOverrides: options.initialOverrides,

    overriddenFlags() {
      if (clients.size === 0) return null
      const flagKeys = new Set<string>()
      for (const { client } of clients.values()) {
        if (!client.overriddenFlags) return null
        try {
          for (const flagKey of client.overriddenFlags()) flagKeys.add(flagKey)
        } catch {
          return null
        }
      }
      return flagKeys
    },
    watchOverriddenFlags: (listener) => void watchers.add(listener),

    register(client) {
      lastClientNumber += 1
      const clientId = String(lastClientNumber)
      const unsubscribe = client.subscribe((event) => {
        if (event.type === 'client-changed') {
          broadcast('client-changed', () => ({ client: describeClient(clientId, client) }))
        } else {
          const { cause } = event
          if (cause === 'override') tellWatchers()
          broadcast('flags-changed', () => ({ clientId, cause, ...reportFlags(client, event.flagKeys) }))
        }
      })
      clients.set(clientId, { client, unsubscribe })
      tellWatchers()
      broadcast('client-added', () => ({ client: reportClient(clientId, client) }))
      for (const listener of [...listeners]) watch(listener, clientId, client)
      return () => {
        if (!clients.delete(clientId)) return
        for (const { watches } of listeners) watches?.end(clientId)
        attempt(unsubscribe)
        tellWatchers()
        broadcast('client-removed', () => ({ clientId }))
      }
    },

    connect(post) {
      const listener: Listener = createPanelListener(post, snapshot)
      listener.onPanelGone(() => silence(listener))
      return {
        receive(message) {
          const parsed = parsePanelMessage(message)
          if (parsed) answer(parsed, listener)
        },
        close: listener.close,
      }
    },
  }
}

function termsOf({ scope, expiresAtMs }: OverrideTerms): OverrideTerms {
  return { ...(scope !== undefined && { scope }), ...(expiresAtMs !== undefined && { expiresAtMs }) }
}

interface Listener extends PanelListener {
  /** Absent where the panel did not ask for activity. */
  watches?: ActivityWatches
}

type SequencedType = {
  [Type in keyof PagePayloads]: PagePayloads[Type] extends { readonly sequence: number } ? Type : never
}[keyof PagePayloads]
