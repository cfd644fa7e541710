import type { ClientState, FlagClient } from '@halyard/client'
import { ErrorCode, type EventContext, GeneralError, ProviderFatalError } from '@openfeature/core'

/** What every provider of ours can be told. */
export interface HalyardProviderOptions {
  /**
   * How long the first flags may take before the provider is in error, in milliseconds. Minimum: 0. It goes on waiting,
   * and is ready when they come.
   *
   * @default 1000
   */
  readonly readyTimeoutMs?: number
}

/** What a provider says of its own status. */
interface StatusReport {
  /** By the name of OpenFeature's event. */
  readonly event: 'Ready' | 'Stale' | 'Error'
  readonly details: EventContext
}

/** Tells the SDK how a client stands to its source. */
export interface ProviderStatus {
  /**
   * Starts the client and waits for its first flags; from then on the SDK is told of what changes.
   *
   * @param prepare runs first; what its promise is for has to be there as well.
   * @throws ProviderFatalError where the service refuses a client that has no flags, GeneralError for one that has, and where
   * nothing has arrived in time.
   */
  open(prepare?: () => Promise<unknown> | undefined): Promise<void>
  /**
   * Says how the client stands once more after the SDK has put the provider down as ready of its own accord, as it does
   * after every change of the context.
   *
   * @param settled what the SDK waits for.
   */
  repeatAfter(settled: Promise<unknown>): void
  close(): void
}

/**
 * Creates what tells the SDK.
 *
 * ```
 *   cached, live ─────────────────► Ready
 *   stale, reconnecting with flags ► Stale
 *   reconnecting without flags ────► Error
 *   stopped with flags ────────────► Error: they go on being served
 *   stopped without flags ─────────► Error, PROVIDER_FATAL: the SDK evaluates no more
 * ```
 *
 * Source: OpenFeature specification, 5.3 and 1.7.
 *
 * @param emit called when the status is another one than the SDK knows.
 */
export function createProviderStatus(
  client: FlagClient,
  { readyTimeoutMs = 1000 }: HalyardProviderOptions,
  emit: (event: StatusReport['event'], details: EventContext) => void,
): ProviderStatus {
  let told = READY
  let unsubscribe = (): void => undefined

  function tell(): void {
    const next = statusOf(client.state)
    if (!next || isSameStatus(next, told)) return
    told = next
    emit(next.event, next.details)
  }

  async function open(prepare?: () => Promise<unknown> | undefined): Promise<void> {
    const arrival = prepare?.()
    client.start()
    await Promise.allSettled([client.ready({ timeoutMs: readyTimeoutMs }), arrival])
    const { state } = client
    unsubscribe()
    unsubscribe = client.subscribeState(tell)
    if ('revision' in state && state.status !== 'stopped') return
    // The SDK makes an event of what is thrown.
    told = statusOf(state) ?? { event: 'Error', details: {} }
    if (state.status === 'stopped')
      throw new (state.revision ? GeneralError : ProviderFatalError)(whyStopped(state))
    const why = 'error' in state ? state.error : 'the service has not answered'
    throw new GeneralError(
      `no flags within ${readyTimeoutMs} ms, so that fallbacks stand until they come: ${why}`,
    )
  }

  function repeatAfter(settled: Promise<unknown>): void {
    const repeat = (): void => {
      told = READY
      tell()
    }
    // Whoever waits for the same promise, and began to later, comes in between.
    settled.then(
      () => queueMicrotask(repeat),
      () => undefined,
    )
  }

  return {
    open(prepare) {
      const opened = open(prepare)
      repeatAfter(opened)
      return opened
    },
    repeatAfter,
    close: () => unsubscribe(),
  }
}

const READY: StatusReport = { event: 'Ready', details: {} }

const isSameStatus = (one: StatusReport, other: StatusReport): boolean =>
  one.event === other.event && one.details.errorCode === other.details.errorCode

/** @returns `undefined` while there is nothing to say. */
function statusOf(state: ClientState): StatusReport | undefined {
  switch (state.status) {
    case 'cached':
    case 'live':
      return READY
    case 'stale':
      return { event: 'Stale', details: { message: 'the service has not been heard of for too long' } }
    case 'reconnecting':
      return { event: state.revision ? 'Stale' : 'Error', details: { message: state.error } }
    case 'stopped':
      return {
        event: 'Error',
        details: {
          message: whyStopped(state),
          ...(!state.revision && { errorCode: ErrorCode.PROVIDER_FATAL }),
        },
      }
    default:
      return undefined
  }
}

function whyStopped({ error }: Extract<ClientState, { readonly status: 'stopped' }>): string {
  return error ?? 'the client was closed: set a provider with another one'
}
