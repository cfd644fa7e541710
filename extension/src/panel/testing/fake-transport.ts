import type { PageMessage, PanelMessage } from '@halyard/devtools'
import type { PanelTransport, TransportListener } from '../transport/panel-transport.ts'

/** A page that a test plays by hand. */
export interface FakeDocument {
  readonly connectionId: string
  /** What the panel said, oldest first. */
  readonly sent: PanelMessage[]
  say(message: PageMessage): void
  /** Says what no page of ours would. */
  sayAnything(message: unknown): void
  close(): void
}

/** A transport without any page behind it. */
export interface FakeTransport extends PanelTransport {
  appear(options?: { isTopFrame?: boolean }): FakeDocument
}

/** Creates a {@link FakeTransport}; documents appear once a panel has opened it. */
export function createFakeTransport(): FakeTransport {
  let listener: TransportListener | undefined
  let lastNumber = 0
  return {
    open(panel) {
      listener = panel
      return () => {
        listener = undefined
      }
    },
    appear({ isTopFrame = true } = {}) {
      lastNumber += 1
      const connectionId = `fake-${lastNumber}`
      const sent: PanelMessage[] = []
      listener?.opened({ connectionId, isTopFrame, send: (message) => void sent.push(message) })
      return {
        connectionId,
        sent,
        say: (message) => listener?.received(connectionId, structuredClone(message)),
        sayAnything: (message) => listener?.received(connectionId, message),
        close: () => listener?.closed(connectionId),
      }
    },
  }
}
