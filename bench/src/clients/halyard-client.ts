import { createFlagClient, streamSource } from '@halyard/client'
import { encodeStreamEvent, formatRevision } from '@halyard/protocol/wire'
import { toFlagdFlag, toFlagdSet } from '../flags/flagd-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'

/** A network hands over no more than this at once. */
const PIECE_BYTES = 65_536

const revision = (number: number) => formatRevision('bench', number)

/** Halyard with all its defaults: its stream, IndexedDB, the mirror for the first frame, the tabs. */
export const halyardClient: ClientSubject = {
  name: 'Halyard',
  describe: (flags) =>
    encodeStreamEvent({ type: 'hello', revision: revision(0), heartbeatMs: 15_000 }) +
    encodeStreamEvent({ type: 'snapshot', revision: revision(0), flagSet: toFlagdSet(flags) }),
  describeChange: (_, changed, turn) =>
    encodeStreamEvent({
      type: 'change',
      revision: revision(turn),
      previous: revision(turn - 1),
      changes: { flags: { [changed.key]: toFlagdFlag(changed) } },
    }),
  async start(text) {
    const encoder = new TextEncoder()
    let send = (_words: string): void => undefined
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        send = (words) => {
          const bytes = encoder.encode(words)
          for (let sent = 0; sent < bytes.length; sent += PIECE_BYTES) {
            controller.enqueue(bytes.slice(sent, sent + PIECE_BYTES))
          }
        }
      },
    })
    const answer = new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
    const client = createFlagClient({
      source: streamSource({ url: 'https://flags.invalid', fetch: () => Promise.resolve(answer) }),
      context: VISITOR,
    })
    client.start()
    send(text)
    await client.ready({ timeoutMs: 10_000 })
    return {
      read: (flagKey) => client.get(flagKey, false),
      onChange: (flagKey, listener) => void client.subscribe(flagKey, listener),
      receive: send,
    }
  },
}
