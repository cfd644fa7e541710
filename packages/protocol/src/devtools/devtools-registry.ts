import type { EvaluationContext, FlagValue } from '@halyard/schema'
import type { FlagOverrides } from '../overrides/override-record.ts'
import type { ChangeCause, ClientReport, FlagReport, OverrideSupport, OverrideTerms } from './flag-report.ts'
import {
  DEVTOOLS_PROTOCOL_VERSIONS,
  type PageDescription,
  type PageMessage,
  type PagePayloads,
  type PanelMessage,
  parsePanelMessage,
} from './messages.ts'
import type { MethodHandlers } from './methods.ts'

/**
 * The property of `globalThis` that holds the page's {@link DevtoolsRegistry}. Whoever comes first creates it:
 * the extension's hook before any script of the page, or a client's attachment.
 */
export const DEVTOOLS_REGISTRY_KEY: unique symbol = Symbol.for('halyard.devtools') as never

/** What a client tells the registry about itself as it changes. */
export type ClientEvent =
  | { readonly type: 'client-changed' }
  | { readonly type: 'flags-changed'; readonly cause: ChangeCause; readonly flagKeys: readonly string[] }

/**
 * A flag client that can be inspected and overridden. Any SDK can implement it. Nothing but `subscribe` is called
 * while no panel listens, so that reports cost nothing until somebody reads them.
 */
export interface InspectableClient {
  /** The SDK's package name. */
  readonly sdk: string
  /** The client's state, revision and context, and what it can do about overrides; without its flags. */
  describe(): {
    readonly state: string
    readonly revision?: string
    readonly context: EvaluationContext
    readonly overriding?: OverrideSupport
  }
  /** The keys of all flags that the client knows or the page has read. */
  flagKeys(): Iterable<string>
  /** One flag's report, `null` when the client knows nothing of it (any more). */
  report(flagKey: string): FlagReport | null
  /** Tells of changes until the returned function is called. */
  subscribe(listener: (event: ClientEvent) => void): () => void
  /**
   * Makes the page see another value, before its next evaluation and after a reload of this tab.
   *
   * @param terms where and until when; nothing that {@link describe} does not claim to support.
   * @returns `null`, or a sentence that says why the value is refused.
   */
  setOverride(flagKey: string, value: FlagValue, terms: OverrideTerms): string | null
  /**
   * The keys of the flags that are overridden, whoever did it save the page's own code: for the count that people see
   * while no panel is open. Asked when the client registers and after it told of an `override`. Absent: what the
   * page's storage keeps is counted.
   */
  overriddenFlags?(): Iterable<string>
  /** Brings back the served value of one flag, or of all. */
  resetOverride(flagKey?: string): void
  /** What a panel can ask besides. @default {} */
  readonly methods?: MethodHandlers
}

/** One panel's end of a conversation with the page. */
export interface PanelConnection {
  /** Takes a message of the panel; anything else is ignored. */
  receive(message: unknown): void
  /** Ends the conversation: no message is posted after it. */
  close(): void
}

/** Where the clients of a page and the panels that look at it meet. */
export interface DevtoolsRegistry {
  readonly protocolVersions: readonly number[]
  /** The tab's overrides as they were when the document began to load, before any script of the page ran. */
  readonly initialOverrides: FlagOverrides
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
  readonly initialOverrides: FlagOverrides
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

  function broadcast<Type extends SequencedType>(
    type: Type,
    payload: () => Omit<PagePayloads[Type], 'sequence'>,
  ): void {
    if (listeners.size === 0) return
    sequence += 1
    const message = { halyard: 'devtools', type, sequence, ...payload() } as unknown as PageMessage
    for (const listener of [...listeners]) listener.post(message)
  }

  function tellWatchers(): void {
    for (const watcher of watchers) watcher()
  }

  function describe(clientId: string, client: InspectableClient): Omit<ClientReport, 'flags'> {
    const methods = Object.keys(client.methods ?? {})
    return { clientId, sdk: client.sdk, ...client.describe(), methods }
  }

  function report(clientId: string, client: InspectableClient): ClientReport {
    const { flags } = reportFlags(client, client.flagKeys())
    return { ...describe(clientId, client), flags }
  }

  function answer(message: PanelMessage, listener: Listener): void {
    if (message.type === 'hello') {
      greet(message.versions, listener)
      return
    }
    if (message.type === 'request') {
      void respond(message, listener)
      return
    }
    const client = clients.get(message.clientId)?.client
    if (!client) return
    if (message.type === 'reset-override') {
      client.resetOverride(message.flagKey)
      return
    }
    const { clientId, flagKey, value, scope, expiresAtMs } = message
    const refusal = client.setOverride(flagKey, value, {
      ...(scope !== undefined && { scope }),
      ...(expiresAtMs !== undefined && { expiresAtMs }),
    })
    if (refusal !== null) broadcast('override-refused', () => ({ clientId, flagKey, message: refusal }))
  }

  async function respond(
    { requestId, clientId, method, parameters }: Extract<PanelMessage, { type: 'request' }>,
    listener: Listener,
  ): Promise<void> {
    const owner = clientId === undefined ? options : clients.get(clientId)?.client
    const handle = owner?.methods?.[method] as ((parameters: object) => unknown) | undefined
    try {
      if (!handle) throw new Error(`nobody on this page answers to "${method}" any more`)
      const result = await handle(parameters)
      listener.post({ halyard: 'devtools', type: 'response', requestId, result })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      listener.post({ halyard: 'devtools', type: 'response', requestId, error: text })
    }
  }

  function greet(versions: readonly number[], listener: Listener): void {
    const version = DEVTOOLS_PROTOCOL_VERSIONS.find((candidate) => versions.includes(candidate)) ?? null
    const page = { ...options.describePage(), methods: Object.keys(options.methods ?? {}) }
    listener.post({ halyard: 'devtools', type: 'welcome', version, page })
    if (version === null) return
    listeners.add(listener)
    const reports = [...clients].map(([clientId, { client }]) => report(clientId, client))
    listener.post({ halyard: 'devtools', type: 'snapshot', sequence, clients: reports })
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
          broadcast('client-changed', () => ({ client: describe(clientId, client) }))
        } else {
          const { cause } = event
          if (cause === 'override') tellWatchers()
          broadcast('flags-changed', () => ({ clientId, cause, ...reportFlags(client, event.flagKeys) }))
        }
      })
      clients.set(clientId, { client, unsubscribe })
      tellWatchers()
      broadcast('client-added', () => ({ client: report(clientId, client) }))
      return () => {
        if (!clients.delete(clientId)) return
        unsubscribe()
        tellWatchers()
        broadcast('client-removed', () => ({ clientId }))
      }
    },

    connect(post) {
      let isOpen = true
      const close = (): void => {
        isOpen = false
        listeners.delete(listener)
      }
      const listener: Listener = {
        post(message) {
          if (!isOpen) return
          try {
            post(message)
          } catch {
            // The other end is gone; there is nobody left to tell.
            close()
          }
        },
      }
      return {
        receive(message) {
          const parsed = parsePanelMessage(message)
          if (parsed) answer(parsed, listener)
        },
        close,
      }
    },
  }
}

interface Listener {
  post(message: PageMessage): void
}

type SequencedType = {
  [Type in keyof PagePayloads]: PagePayloads[Type] extends { readonly sequence: number } ? Type : never
}[keyof PagePayloads]

function reportFlags(
  client: InspectableClient,
  flagKeys: Iterable<string>,
): { flags: FlagReport[]; removed: string[] } {
  const flags: FlagReport[] = []
  const removed: string[] = []
  for (const flagKey of flagKeys) {
    const flag = client.report(flagKey)
    if (flag) flags.push(flag)
    else removed.push(flagKey)
  }
  return { flags, removed }
}
