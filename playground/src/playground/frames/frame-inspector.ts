import {
  DEVTOOLS_PROTOCOL_VERSIONS,
  isNotAllowed,
  type PanelMessage,
  parsePageMessage,
} from '@halyard/devtools'
import type { FrameFailure } from './explain-failure.ts'
import { applyPageMessage, type PageModel } from './page-model.ts'

/**
 * What is known about the page in a frame.
 *
 * ```
 *   ┌─────────┐ frame loaded ┌────────────┐ snapshot ┌──────┐
 *   │ loading │ ───────────► │ connecting │ ───────► │ open │
 *   └─────────┘              └────────────┘          └──────┘
 *        │ never loaded            │ no answer          ▲
 *        ▼                         ▼                    │
 *   ┌──────────────────────────────────┐  late snapshot │
 *   │              failed              │ ───────────────┘
 *   └──────────────────────────────────┘
 *   any ──frame loaded again──► connecting
 * ```
 */
export type FrameInspection =
  | { readonly status: 'loading' }
  | { readonly status: 'connecting' }
  | { readonly status: 'open'; readonly model: PageModel }
  | { readonly status: 'failed'; readonly failure: Exclude<FrameFailure, 'not-applied'> }

/** The part of a frame's window that an inspector speaks to. */
export interface FrameWindow {
  postMessage(message: unknown, targetOrigin: string, transfer: Transferable[]): void
}

/** What a frame inspector needs of its surroundings. */
export interface FrameInspectorOptions {
  /** The origin of the page; a window of any other origin never receives the port. */
  readonly origin: string
  /** Asks whether anything answers at the page's address; must not reject. */
  probe(): Promise<boolean>
  /** Calls back once after a delay. Returns a function that calls it off. */
  schedule(callback: () => void, delayMs: number): () => void
}

/** Asks the flag clients of the page in one frame, over the window transport of the devtools protocol. */
export interface FrameInspector {
  readonly inspection: FrameInspection
  /** Calls the listener after {@link inspection} changed, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** To be called whenever the frame has loaded a document. */
  frameLoaded(frame: FrameWindow): void
  /** Ends the conversation and all waiting. */
  close(): void
}

/** How long each attempt may wait for an answer: a page may attach its client some time after it loaded. */
const ATTEMPT_PATIENCE_MS: readonly number[] = [300, 700, 2000, 3000]

/** A frame whose host does not answer at all loads nothing for minutes. */
const LOAD_PATIENCE_MS = 15_000

/**
 * Creates an inspector for one frame.
 *
 * @example
 * const inspector = createFrameInspector({ origin: 'http://127.0.0.1:4890', probe, schedule })
 * iframe.onload = () => inspector.frameLoaded(iframe.contentWindow)
 */
export function createFrameInspector(options: FrameInspectorOptions): FrameInspector {
  const listeners = new Set<() => void>()
  let inspection: FrameInspection = { status: 'loading' }
  let endConversation: () => void = options.schedule(
    () => change({ status: 'failed', failure: 'unreachable' }),
    LOAD_PATIENCE_MS,
  )

  function change(next: FrameInspection): void {
    inspection = next
    for (const listener of [...listeners]) listener()
  }

  /** Tries with one port after the other, and goes on with the one that is answered. */
  function converse(frame: FrameWindow): () => void {
    const ports = new Set<MessagePort>()
    let model: PageModel | null = null
    let isRefused = false
    let ended = false
    let callOff: () => void

    function attempt(index: number): void {
      const patienceMs = ATTEMPT_PATIENCE_MS[index]
      if (patienceMs === undefined) {
        void giveUp()
        return
      }
      const { port1: port, port2 } = new MessageChannel()
      ports.add(port)
      port.onmessage = (event: MessageEvent<unknown>) => receive(port, event.data)
      frame.postMessage({ halyard: 'devtools', type: 'connect' }, options.origin, [port2])
      sayHello(port)
      callOff = options.schedule(() => attempt(index + 1), patienceMs)
    }

    async function giveUp(): Promise<void> {
      if (isRefused) return
      const answers = await options.probe()
      if (!ended && model === null) change({ status: 'failed', failure: answers ? 'silent' : 'unreachable' })
    }

    /** A client that comes later, or another one of the page, may still let this playground in. */
    function refuse(): void {
      isRefused = true
      if (model === null) change({ status: 'failed', failure: 'not-allowed' })
    }

    function receive(port: MessagePort, data: unknown): void {
      if (ended) return
      if (isNotAllowed(data)) refuse()
      const message = parsePageMessage(data)
      if (!message) return
      if (message.type === 'welcome') {
        callOff()
        for (const other of ports) if (other !== port) leave(other)
        if (message.version === null) change({ status: 'failed', failure: 'version' })
        return
      }
      const next = applyPageMessage(model, message)
      if (next === 'gap') {
        sayHello(port)
      } else if (next !== null && next !== model) {
        model = next
        change({ status: 'open', model })
      }
    }

    attempt(0)
    return () => {
      ended = true
      callOff()
      for (const port of ports) leave(port)
    }
  }

  return {
    get inspection() {
      return inspection
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    frameLoaded(frame) {
      endConversation()
      change({ status: 'connecting' })
      endConversation = converse(frame)
    },
    close() {
      endConversation()
      listeners.clear()
    },
  }
}

/** A page does not notice by itself that nobody listens any more. */
function leave(port: MessagePort): void {
  const goodbye: PanelMessage = { halyard: 'devtools', type: 'goodbye' }
  port.postMessage(goodbye)
  port.close()
}

function sayHello(port: MessagePort): void {
  const hello: PanelMessage = { halyard: 'devtools', type: 'hello', versions: DEVTOOLS_PROTOCOL_VERSIONS }
  port.postMessage(hello)
}
