/** One panel's conversation (C1 to C11). */
import {
  copyWithin,
  cutText,
  errorText,
  type Json,
  MAX_PROPERTY_CHARACTERS,
  MAX_RESULT_CHARACTERS,
} from './bounded-copy.ts'
import {
  copyActivity,
  type DevtoolsClient,
  type Method,
  type PanelTools,
  type Stop,
} from './client-reports.ts'
import { type PanelMessage, readPanelMessage } from './panel-messages.ts'

export interface Connection {
  receive(message: unknown): void
  close(): void
}

export interface Registered {
  readonly client: DevtoolsClient
  clientId: string
  isGone: boolean
}

/** What a conversation needs of the registry. */
export interface Hub {
  readonly clients: ReadonlyMap<string, Registered>
  run(task: () => void): void
  tell(make: () => object): void
  describePage(): Json
  snapshot(skipped: number): object
  listenersChanged(): void
  ended(panel: Conversation): void
}

type Of<Type> = Extract<PanelMessage, { type: Type }>

export class Conversation {
  readonly #hub: Hub
  readonly #post: (message: object) => void
  readonly #activities = new Map<Registered, Stop>()
  readonly #goneCallbacks: (() => void)[] = []
  #version: number | null = null
  #hasSnapshot = false
  #wantsActivity = false
  #eventsLeft = Infinity
  #skipped = 0
  #isClosed = false

  constructor(hub: Hub, post: (message: object) => void) {
    this.#hub = hub
    this.#post = post
  }

  get isListening(): boolean {
    return !this.#isClosed && this.#version !== null && this.#hasSnapshot
  }

  /** Whether one more event may be posted; where not, it is counted. */
  takesEvent(): boolean {
    if (this.#eventsLeft > 0) {
      this.#eventsLeft -= 1
      return true
    }
    this.#skipped += 1
    return false
  }

  post(message: object): void {
    if (this.#isClosed) return
    try {
      this.#post(message)
    } catch {
      this.close()
    }
  }

  receive(message: unknown): void {
    if (this.#isClosed) return
    const read = readPanelMessage(message)
    if (read === null) return
    this.#hub.run(() => {
      if (!this.#isClosed) this.#take(read)
    })
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#hub.ended(this)
    for (const registered of [...this.#activities.keys()]) this.unwatch(registered)
    for (const callback of this.#goneCallbacks.splice(0)) callQuietly(callback)
  }

  /** Begins to watch a client's activity, once (E7). */
  watch(registered: Registered): void {
    const { client, clientId } = registered
    if (!this.isListening || !this.#wantsActivity || registered.isGone || this.#activities.has(registered))
      return
    let isOver = false
    let stop: unknown
    this.#activities.set(registered, () => {
      isOver = true
      if (typeof stop === 'function') callQuietly(stop as Stop)
    })
    callQuietly(() => {
      if (typeof client.watchActivity !== 'function') return
      stop = client.watchActivity((report) => {
        this.#hub.run(() => {
          if (isOver || !this.isListening || !this.#wantsActivity || !this.takesEvent()) return
          const activity = copyActivity(report)
          if (activity !== undefined) this.post({ halyard: 'devtools', type: 'activity', clientId, activity })
        })
      })
      if (isOver && typeof stop === 'function') callQuietly(stop as Stop)
    })
  }

  unwatch(registered: Registered): void {
    this.#activities.get(registered)?.()
    this.#activities.delete(registered)
  }

  #take(message: PanelMessage): void {
    if (message.type === 'goodbye') this.close()
    else if (message.type === 'hello') this.#hello(message)
    else if (this.#version === null) return
    else if (message.type === 'more') this.#more(message)
    else if (message.type === 'request') void this.#answer(message)
    else this.#override(message)
  }

  #hello({ versions, activity, maxEvents }: Of<'hello'>): void {
    this.#version = versions.includes(1) ? 1 : null
    this.#wantsActivity = activity
    this.#eventsLeft = maxEvents
    this.post({
      halyard: 'devtools',
      type: 'welcome',
      version: this.#version,
      page: this.#hub.describePage(),
    })
    if (this.#version !== null) this.#snapshot()
    this.#hub.listenersChanged()
    if (!this.isListening || !this.#wantsActivity) {
      for (const registered of [...this.#activities.keys()]) this.unwatch(registered)
    }
    for (const registered of this.#hub.clients.values()) this.watch(registered)
  }

  #snapshot(): void {
    if (this.#isClosed) return
    const snapshot = this.#hub.snapshot(this.#skipped)
    this.#skipped = 0
    this.#hasSnapshot = true
    this.post(snapshot)
  }

  #more({ maxEvents }: Of<'more'>): void {
    if (this.#skipped > 0) this.#snapshot()
    this.#eventsLeft = maxEvents
  }

  #override(message: Of<'set-override'> | Of<'reset-override'>): void {
    const { clientId, flagKey } = message
    const client = this.#hub.clients.get(clientId)?.client
    if (client === undefined) return
    const refuse = (text: string): void => {
      this.#hub.tell(() => ({ type: 'override-refused', clientId, flagKey: flagKey ?? '', message: text }))
    }
    // The client announces what it did while it does it; that is told before its refusal.
    try {
      if (message.type === 'reset-override') client.resetOverride(flagKey)
      else {
        const refusal: unknown = client.setOverride(message.flagKey, message.value, message.terms)
        if (typeof refusal !== 'string') return
        const text = cutText(refusal, MAX_PROPERTY_CHARACTERS)
        this.#hub.run(() => {
          refuse(text)
        })
      }
    } catch (thrown) {
      const text = errorText(thrown)
      this.#hub.run(() => {
        refuse(text)
      })
    }
  }

  async #answer({ requestId, clientId, method, parameters }: Of<'request'>): Promise<void> {
    const answer: Record<string, unknown> = {}
    try {
      const methods: unknown = clientId === undefined ? {} : this.#hub.clients.get(clientId)?.client.methods
      const offered = typeof methods === 'object' && methods !== null && Object.hasOwn(methods, method)
      const run: unknown = offered ? (methods as Record<string, Method>)[method] : undefined
      if (typeof run !== 'function') throw new Error(`nobody here answers "${cutText(method, 100)}"`)
      const result: unknown = await Reflect.apply(run as Method, methods, [parameters, this.#tools()])
      answer.result = copyWithin(result, MAX_RESULT_CHARACTERS).copy ?? null
    } catch (thrown) {
      answer.error = errorText(thrown)
    }
    this.#hub.run(() => {
      this.post({ halyard: 'devtools', type: 'response', requestId, ...answer })
    })
  }

  #tools(): PanelTools {
    return {
      client: (clientId) => this.#hub.clients.get(clientId)?.client,
      onPanelGone: (callback) => {
        if (this.#isClosed) callQuietly(callback)
        else this.#goneCallbacks.push(callback)
      },
    }
  }
}

function callQuietly(callback: () => void): void {
  try {
    callback()
  } catch {
    // what it throws reaches nobody (R7)
  }
}
