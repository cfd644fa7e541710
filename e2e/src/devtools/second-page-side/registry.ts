/** The registry: where clients and panels of a document meet. */

import { cutText, type Json, MAX_FLAGS, MAX_PROPERTY_CHARACTERS } from './bounded-copy.ts'
import {
  type ClientEvent,
  type DevtoolsClient,
  describeClient,
  reportClient,
  reportFlags,
  type Stop,
} from './client-reports.ts'
import { type Connection, Conversation, type Hub, type Registered } from './conversation.ts'
import { readKeptOverrides } from './kept-overrides.ts'
import { currentPage, type Page } from './page-watch.ts'
import type { FlagValue } from './panel-messages.ts'

export interface Registry {
  readonly protocolVersions: readonly number[]
  readonly initialOverrides: ReadonlyMap<string, FlagValue>
  register(client: DevtoolsClient): Stop
  connect(post: (message: object) => void): Connection
  overriddenFlags(): Set<string> | null
  watchOverriddenFlags(listener: () => void): void
}

const registrySymbol = Symbol.for('halyard.devtools')
const MAX_CLIENTS = 50

/** The document's registry: the one that is there, else a new one (R2); `null` where something else is in its place. */
export function findRegistry(): Registry | null {
  const there = (globalThis as Record<symbol, unknown>)[registrySymbol] as Registry | null | undefined
  if (there === undefined) {
    const registry = createRegistry()
    Object.defineProperty(globalThis, registrySymbol, { value: registry, enumerable: false, writable: false })
    return registry
  }
  return typeof there?.register === 'function' ? there : null
}

/** Runs what keeps nobody else from being told (R7). */
function quietly(run: () => void): void {
  try {
    run()
  } catch {
    // whoever threw has lost no more than its own turn
  }
}

function initialOverrides(): Map<string, FlagValue> {
  const ofTab = [...readKeptOverrides()].filter(([, { scope }]) => scope === 'tab')
  return new Map(ofTab.map(([flagKey, { value }]) => [flagKey, value]))
}

export function createRegistry(page: Page = currentPage()): Registry {
  const clients = new Map<string, Registered>()
  const panels = new Set<Conversation>()
  const watchers: (() => void)[] = []
  const tasks: (() => void)[] = []
  let isRunning = false
  let sequence = 0
  let lastId = 0
  let stopPage: Stop | null = null
  let toldPage = ''

  /** One thing after the other, so that nothing comes between a snapshot and its number. */
  function run(task: () => void): void {
    tasks.push(task)
    if (isRunning) return
    isRunning = true
    try {
      for (let next = tasks.shift(); next !== undefined; next = tasks.shift()) quietly(next)
    } finally {
      isRunning = false
    }
  }

  /** Makes an event once, for all panels that take it, and only where there is one (C6, C8). */
  function tell(make: () => object): void {
    const listening = [...panels].filter((panel) => panel.isListening)
    if (listening.length === 0) return
    sequence += 1
    const takers = listening.filter((panel) => panel.takesEvent())
    if (takers.length === 0) return
    const event = { halyard: 'devtools', sequence, ...make() }
    for (const panel of takers) panel.post(event)
  }

  function overridesChanged(): void {
    for (const watcher of [...watchers]) quietly(watcher)
  }

  function hear(registered: Registered, event: ClientEvent): void {
    if (registered.isGone) return
    const { client, clientId } = registered
    if (event.type === 'client-changed') {
      run(() => {
        if (!registered.isGone)
          tell(() => ({ type: 'client-changed', client: describeClient(client, clientId) }))
      })
    } else if (event.type === 'flags-changed') {
      const cause = cutText(String(event.cause), MAX_PROPERTY_CHARACTERS)
      const { flagKeys } = event
      run(() => {
        if (registered.isGone) return
        tell(() => ({ type: 'flags-changed', clientId, cause, ...reportFlags(client, flagKeys) }))
      })
      if (cause === 'override') overridesChanged()
    }
  }

  function describePage(): Json {
    return {
      documentId: page.documentId,
      url: cutText(page.url(), MAX_PROPERTY_CHARACTERS),
      title: cutText(page.title(), MAX_PROPERTY_CHARACTERS),
      isTopFrame: page.isTopFrame,
      loadedAtMs: page.loadedAtMs,
    }
  }

  function pageMayHaveChanged(): void {
    const now = JSON.stringify(describePage())
    if (now === toldPage) return
    toldPage = now
    run(() => {
      tell(() => ({ type: 'page-changed', page: describePage() }))
    })
  }

  const hub: Hub = {
    run,
    tell,
    describePage() {
      toldPage = JSON.stringify(describePage())
      return describePage()
    },
    clients,
    snapshot(skipped) {
      const shown = [...clients.values()].slice(0, MAX_CLIENTS)
      const reports = shown.map(({ client, clientId }) => reportClient(client, clientId))
      return {
        halyard: 'devtools',
        type: 'snapshot',
        sequence,
        clients: reports,
        ...(skipped > 0 ? { skipped } : {}),
      }
    },
    listenersChanged() {
      const isHeard = [...panels].some((panel) => panel.isListening)
      if (isHeard)
        stopPage ??= page.watch(() => {
          quietly(pageMayHaveChanged)
        })
      else {
        stopPage?.()
        stopPage = null
      }
    },
    ended(panel) {
      panels.delete(panel)
      hub.listenersChanged()
    },
  }

  return {
    protocolVersions: [1],
    initialOverrides: initialOverrides(),
    register(client) {
      const registered: Registered = { client, clientId: '', isGone: true }
      const unsubscribe: unknown = client.subscribe((event) => {
        quietly(() => {
          hear(registered, event)
        })
      })
      lastId += 1
      const clientId = String(lastId)
      registered.clientId = clientId
      registered.isGone = false
      clients.set(clientId, registered)
      run(() => {
        if (!registered.isGone) tell(() => ({ type: 'client-added', client: reportClient(client, clientId) }))
        for (const panel of panels) panel.watch(registered)
      })
      overridesChanged()
      return () => {
        if (registered.isGone) return
        registered.isGone = true
        clients.delete(clientId)
        if (typeof unsubscribe === 'function') quietly(unsubscribe as Stop)
        for (const panel of panels) panel.unwatch(registered)
        run(() => {
          tell(() => ({ type: 'client-removed', clientId }))
        })
        overridesChanged()
      }
    },
    connect(post) {
      const panel = new Conversation(hub, post)
      panels.add(panel)
      return {
        receive: (message) => {
          panel.receive(message)
        },
        close: () => {
          panel.close()
        },
      }
    },
    overriddenFlags() {
      if (clients.size === 0) return null
      const flags = new Set<string>()
      try {
        for (const { client } of clients.values()) {
          if (typeof client.overriddenFlags !== 'function') return null
          let steps = 0
          for (const flagKey of client.overriddenFlags()) {
            flags.add(flagKey)
            steps += 1
            if (steps >= MAX_FLAGS) break
          }
        }
        return flags
      } catch {
        return null
      }
    },
    watchOverriddenFlags(listener) {
      watchers.push(listener)
    },
  }
}
