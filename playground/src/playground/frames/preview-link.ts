import {
  type EmbedderMessage,
  type PageAction,
  type PageCapture,
  PREVIEW_PROTOCOL_VERSIONS,
  parsePreviewedMessage,
} from '@halyard/devtools/preview'
import type { FrameInspectorOptions, FrameWindow } from './frame-inspector.ts'

/** Looks at the page in one frame, and acts on it, over the preview protocol. */
export interface PreviewLink {
  /** @returns `null` where the page does not answer. */
  capture(): Promise<PageCapture | null>
  /** @returns whether the page has such an element, and could do it. */
  act(action: PageAction): Promise<boolean>
  setMirroring(isOn: boolean): void
  close(): void
}

/** Who hears what a page in a frame says unasked. */
export interface PreviewListener {
  onAction(action: PageAction): void
  /** Something else is shown since the last capture. */
  onChanged(): void
}

/** A page comes to rest in 3 s or is captured as it is; then there is a machine that draws many at once. */
const ANSWER_PATIENCE_MS = 15_000

type Answer = PageCapture | boolean | null

/**
 * Opens a link to the page in a frame, which has to be one that answers as a panel's page does.
 *
 * @param options its origin; a window of any other origin never receives the port.
 */
export function createPreviewLink(
  frame: FrameWindow,
  { origin, schedule }: Pick<FrameInspectorOptions, 'origin' | 'schedule'>,
  { onAction, onChanged }: PreviewListener,
): PreviewLink {
  const pending = new Map<number, (answer: Answer) => void>()
  const { port1: port, port2 } = new MessageChannel()
  let requests = 0

  function say(message: EmbedderMessage): void {
    port.postMessage(message)
  }

  function request(make: (requestId: number) => EmbedderMessage): Promise<Answer> {
    requests += 1
    const requestId = requests
    return new Promise((resolve) => {
      const callOff = schedule(() => end(null), ANSWER_PATIENCE_MS)
      function end(answer: Answer): void {
        callOff()
        pending.delete(requestId)
        resolve(answer)
      }
      pending.set(requestId, end)
      say(make(requestId))
    })
  }

  function endAll(): void {
    for (const end of [...pending.values()]) end(null)
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = parsePreviewedMessage(data)
    switch (message?.type) {
      case 'welcome':
        if (message.version === null) endAll()
        break
      case 'captured':
        pending.get(message.requestId)?.(message.capture)
        break
      case 'performed':
        pending.get(message.requestId)?.(message.isPerformed)
        break
      case 'action':
        onAction(message.action)
        break
      case 'changed':
        onChanged()
        break
    }
  }
  frame.postMessage(
    { halyard: 'preview', type: 'connect', versions: PREVIEW_PROTOCOL_VERSIONS } satisfies EmbedderMessage,
    origin,
    [port2],
  )

  return {
    async capture() {
      const answer = await request((requestId) => ({ halyard: 'preview', type: 'capture', requestId }))
      return typeof answer === 'object' ? answer : null
    },
    async act(action) {
      return (
        (await request((requestId) => ({ halyard: 'preview', type: 'perform', requestId, action }))) === true
      )
    },
    setMirroring: (isOn) => say({ halyard: 'preview', type: 'mirror', isOn }),
    close() {
      port.close()
      endAll()
    },
  }
}
