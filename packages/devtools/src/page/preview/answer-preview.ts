import {
  type EmbedderMessage,
  PREVIEW_PROTOCOL_VERSIONS,
  type PreviewedMessage,
  parseEmbedderMessage,
} from '../../preview/messages.ts'
import { capturePage } from './capture-page.ts'
import { forgetAssignmentElsewhere } from './forget-assignment.ts'
import { keepFocus } from './keep-focus.ts'
import { performAction } from './perform-action.ts'
import { type ActionTeller, tellActions } from './tell-actions.ts'
import { watchRest } from './watch-rest.ts'

/**
 * Answers the page that embeds this one and shows it beside its variations: captures what is shown, tells what a person
 * does here, and does what a person did elsewhere.
 *
 * @param connect what the embedding page opened the conversation with; it was found to be an allowed one.
 * @param port where the conversation goes on.
 * @returns a function that ends it, and takes away all that it put into this page.
 */
export function answerPreview(connect: unknown, port: MessagePort): () => void {
  const opening = parseEmbedderMessage(connect)
  const offered = opening?.type === 'connect' ? opening.versions : []
  const version = PREVIEW_PROTOCOL_VERSIONS.find((known) => offered.includes(known)) ?? null
  say({ halyard: 'preview', type: 'welcome', version })
  if (version === null) {
    port.close()
    return () => undefined
  }

  let isChangeAwaited = false
  let teller: ActionTeller | undefined
  const focus = keepFocus()
  const stopForgetting = forgetAssignmentElsewhere()
  const rest = watchRest(() => {
    if (!isChangeAwaited) return
    isChangeAwaited = false
    say({ halyard: 'preview', type: 'changed' })
  })

  function say(message: PreviewedMessage): void {
    port.postMessage(message)
  }

  function mirror(isOn: boolean): void {
    if (isOn) teller ??= tellActions((action) => say({ halyard: 'preview', type: 'action', action }))
    else stopTelling()
  }

  function stopTelling(): void {
    teller?.close()
    teller = undefined
  }

  async function capture(requestId: number): Promise<void> {
    const captured = await capturePage(rest)
    isChangeAwaited = true
    say({ halyard: 'preview', type: 'captured', requestId, capture: captured })
  }

  function perform({ requestId, action }: Extract<EmbedderMessage, { type: 'perform' }>): void {
    teller?.follow()
    say({ halyard: 'preview', type: 'performed', requestId, isPerformed: attempt() })

    function attempt(): boolean {
      try {
        return performAction(action, focus.pretend)
      } catch {
        // An element that does not do what its kind does elsewhere: nothing was done that was asked for.
        return false
      }
    }
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = parseEmbedderMessage(data)
    switch (message?.type) {
      case 'capture':
        void capture(message.requestId)
        break
      case 'mirror':
        mirror(message.isOn)
        break
      case 'perform':
        perform(message)
        break
    }
  }

  return () => {
    stopTelling()
    rest.close()
    stopForgetting()
    focus.close()
    port.close()
  }
}
