import { revisionNumber } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import {
  type ConnectionOptions,
  createFlagService,
  type FlagServiceOptions,
  type FlagStore,
  type InsightsStore,
  type MetricsEndpoint,
  type OperatingOptions,
  operateService,
} from '@halyard/server'
import type { ServiceMetrics } from '@halyard/server/metrics'
import { describeChanges } from './describe-changes.ts'
import { formatFlagTable } from './flag-table.ts'
import { listenOnFreePort } from './listen-on-free-port.ts'
import type { ListenOptions } from './listen-options.ts'
import { count } from './problem-text.ts'
import { openPlainLog, type ServiceLog } from './service-log.ts'
import type { Terminal } from './terminal.ts'
import { untilAborted } from './until-aborted.ts'

/** More flags than this are counted, not listed. */
const MAX_LISTED_FLAGS = 50
/** More changed flags than this are counted, not named. */
const MAX_NAMED_CHANGES = 5

/** What is served, to whom, and who hears of it. */
export interface ServeOptions
  extends ListenOptions,
    ConnectionOptions,
    Pick<FlagServiceOptions, 'signingKey' | 'management' | 'admitsClient' | 'observeStreams'>,
    Omit<OperatingOptions, 'metrics'> {
  /** @default for the terminal */
  readonly log?: ServiceLog
  /** @default there are none */
  readonly metrics?: ServiceMetrics & Pick<MetricsEndpoint, 'admission' | 'environment'>
}

/**
 * Serves a store until the person interrupts, tells of every change, and closes service and store.
 *
 * @param source what is served, as the person named it.
 * @param insights where exposures are counted; it is closed, too.
 */
export async function serveUntilInterrupted(
  store: FlagStore,
  source: string,
  options: ServeOptions,
  terminal: Terminal,
  insights: InsightsStore,
): Promise<void> {
  const { colors, interrupted } = terminal
  const { say, problem: onProblem } = options.log ?? openPlainLog(options, terminal)
  const { signingKey, metrics } = options
  const service = createFlagService({ ...options, store, insights, onProblem })
  try {
    const operated = operateService(service, {
      ...options,
      metrics: metrics && {
        ...metrics,
        render: () =>
          metrics.render({
            streamCount: service.streamCount,
            queuedBytes: service.queuedBytes,
            revisionNumber: revisionNumber(store.current().revision),
          }),
      },
    })
    const listener = await listenOnFreePort(operated, options)
    const { revision, flagSet } = store.current()
    const isElsewhere = options.port !== 0 && listener.port !== options.port
    const { url } = listener
    const publicKey = signingKey?.publicKey
    const details = {
      url,
      source,
      revision,
      flags: Object.keys(flagSet.flags).length,
      ...(publicKey && { publicKey }),
    }
    const signed = publicKey ? `\nSigned. Pages check that with the public key ${publicKey}\n` : ''
    const elsewhere = isElsewhere ? `Port ${options.port} is taken, so this is port ${listener.port}.\n` : ''
    say(
      'listening',
      { ...details, ...(isElsewhere && { takenPort: options.port }) },
      `${elsewhere}${colors.bold('Halyard')} serves ${source} at ${colors.cyan(url)}\n${signed}\n${inventory(flagSet, terminal)}\n\n${colors.dim('Ctrl-C ends it. Changes appear below.')}`,
    )
    let shown = flagSet
    const leave = store.subscribe((change) => {
      const summary = describeChanges(shown, change.changes)
      shown = store.current().flagSet
      const message = nameSome(summary)
      const time = new Date(terminal.nowMs()).toTimeString().slice(0, 8)
      say(
        'changed',
        { revision: change.revision, message, changes: change.changes },
        `${colors.dim(time)}  ${message}`,
      )
    })
    await untilAborted(interrupted)
    leave()
    const streams = service.streamCount
    service.close()
    await listener.close()
    say('stopped', { streams }, `\nSaid goodbye to ${count(streams, 'open page')}. Bye.`)
  } finally {
    service.close()
    insights.close()
    await store.close()
  }
}

function inventory(flagSet: FlagSet, terminal: Terminal): string {
  return Object.keys(flagSet.flags).length > 0
    ? formatFlagTable(flagSet, terminal, MAX_LISTED_FLAGS)
    : '  There are no flags yet.'
}

function nameSome(summary: readonly string[]): string {
  const more = summary.length - MAX_NAMED_CHANGES
  const named = summary.slice(0, MAX_NAMED_CHANGES).join('; ')
  return more > 0 ? `${named}; and ${more} more` : named
}
