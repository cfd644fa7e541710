import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ServiceObserver } from '../operations/service-observer.ts'

/** What a service says of itself when it is asked. */
export interface ServiceFigures {
  /** Open stream connections. */
  readonly streamCount: number
  /** What waits for clients that read slowly, in bytes. */
  readonly queuedBytes: number
  /** The number of the revision that is served. */
  readonly revisionNumber: number
}

/** Metrics of one service and of its process, in a registry of their own. */
export interface ServiceMetrics {
  /** What has to hear of everything that is counted. */
  readonly observer: Required<ServiceObserver>
  /** Renders all metrics in the text format of Prometheus. */
  render(figures: ServiceFigures): Promise<{ readonly contentType: string; readonly text: string }>
}

/** In seconds. Most answers take less than a millisecond; a write waits for the disk. */
const DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

/**
 * Creates metrics. Every label has few values: routes without what stands in their places, never a key, a name of a flag
 * or an address.
 *
 * @example
 * const metrics = createServiceMetrics()
 * const service = createFlagService({ store, observeStreams: metrics.observer.streams })
 */
export function createServiceMetrics(): ServiceMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Counter({
    name: 'halyard_requests_total',
    help: 'Answered requests; a stream counts when it begins.',
    labelNames: ['route', 'method', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'halyard_request_duration_seconds',
    help: 'From a request to the beginning of its answer.',
    labelNames: ['route'],
    buckets: DURATION_BUCKETS,
    registers,
  })
  const writes = new Counter({
    name: 'halyard_writes_total',
    help: 'Attempts to write flags, by what became of them: written, unchanged, conflict, read-only, failed.',
    labelNames: ['environment', 'outcome'],
    registers,
  })
  const batches = new Counter({
    name: 'halyard_insight_batches_total',
    help: 'Well-formed batches of insights, by what became of them: counted, repeated, failed.',
    labelNames: ['outcome'],
    registers,
  })
  const fanOut = new Histogram({
    name: 'halyard_stream_fan_out_seconds',
    help: 'How long it took to write an event to all streams of a kind. Its count is the number of events.',
    labelNames: ['stream'],
    buckets: DURATION_BUCKETS,
    registers,
  })
  const dropped = new Counter({
    name: 'halyard_streams_dropped_total',
    help: 'Streams that were ended because their clients read too slowly.',
    labelNames: ['stream'],
    registers,
  })
  const streams = new Gauge({ name: 'halyard_streams', help: 'Open streams.', registers })
  const queued = new Gauge({
    name: 'halyard_stream_queued_bytes',
    help: 'What waits for clients of streams that read slowly.',
    registers,
  })
  const revision = new Gauge({
    name: 'halyard_revision',
    help: 'The number of the revision that is served.',
    registers,
  })

  return {
    observer: {
      answered({ route, method, status, durationMs }) {
        requests.inc({ route, method, status })
        durations.observe({ route }, durationMs / 1000)
      },
      wrote: ({ environment, outcome }) => writes.inc({ environment, outcome }),
      counted: (outcome) => batches.inc({ outcome }),
      streams(stream) {
        // there from the beginning, so that the first one is an increase
        dropped.inc({ stream }, 0)
        return {
          broadcasting: () => fanOut.startTimer({ stream }),
          dropped: () => dropped.inc({ stream }),
        }
      },
    },
    async render({ streamCount, queuedBytes, revisionNumber }) {
      streams.set(streamCount)
      queued.set(queuedBytes)
      revision.set(revisionNumber)
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
