import type { Revision, Snapshot } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import type { FlagSource, SourceEvent, SourceSink } from '../sources/flag-source.ts'
import { fakeView } from './fake-view.ts'

/** A source whose server is the test. */
export interface FakeSource extends FlagSource {
  /** How many connections are open. */
  readonly open: number
  /** What the client held each time it connected. */
  readonly resumedFrom: readonly (Revision | undefined)[]
  /** Says something on every open connection. @returns what the clients said to it. */
  say(event: SourceEvent): readonly boolean[]
}

/** Creates a source; without an id it is one that nothing is shared or stored for. */
export function createFakeSource(id?: string): FakeSource {
  const sinks = new Set<SourceSink>()
  const resumedFrom: (Revision | undefined)[] = []
  return {
    ...(id !== undefined && { id }),
    load: fakeView,
    connect(sink) {
      const own = sink
      sinks.add(own)
      resumedFrom.push(sink.held?.revision)
      return () => void sinks.delete(own)
    },
    get open() {
      return sinks.size
    },
    resumedFrom,
    say: (event) => [...sinks].map((sink) => sink.receive(event)),
  }
}

/** A snapshot event. */
export function snapshot(revision: Revision, flags: FlagSet['flags']): SourceEvent & Snapshot {
  return { type: 'snapshot', revision, flagSet: { flags } }
}

/** A change event that leads from the revision before. */
export function change(
  previous: Revision,
  revision: Revision,
  flags: { readonly [flagKey: string]: FlagSet['flags'][string] | null },
): SourceEvent {
  return { type: 'change', previous, revision, changes: { flags } }
}
