import { createFlagClient, type FlagClientOptions, streamSource } from '@halyard/client'
import { encodeStreamEvent, formatRevision } from '@halyard/protocol/wire'
import { toFlagdFlag, toFlagdSet } from '../flags/flagd-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'

/** A network hands over no more than this at once. */
const PIECE_BYTES = 65_536

const revision = (number: number) => formatRevision('bench', number)

/**
 * Halyard with its stream, IndexedDB and the mirror for the first frame.
 *
 * @param options in place of its defaults.
 */
const halyard = (options: Partial<FlagClientOptions>) =>
  ({
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
        ...options,
      })
      client.start()
      send(text)
      await client.ready({ timeoutMs: 10_000 })
      return {
        client,
        read: (flagKey) => client.get(flagKey, false),
        onChange: (flagKey, listener) => void client.subscribe(flagKey, listener),
        receive: send,
      }
    },
  }) satisfies ClientSubject

/** With all its defaults: this tab shares its connection, and passes each change on to others. */
export const halyardClient = halyard({})

/** Every tab has a connection of its own, as with all other SDKs. */
export const loneHalyardClient = halyard({ tabs: false })
