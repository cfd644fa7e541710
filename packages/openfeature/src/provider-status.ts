import type { ClientState, FlagClient } from '@halyard/client'
import { ErrorCode, type EventContext, GeneralError, ProviderFatalError } from '@openfeature/core'

/** What a provider says of its own status, by the names of OpenFeature's events. */
export type StatusEvent = 'Ready' | 'Stale' | 'Error'

/** Tells the SDK how a client stands to its source. */
export interface ProviderStatus {
  /**
   * Starts the client and waits for its first flags; from then on the SDK is told of what changes.
   *
   * @param arrival what has to be there as well.
   * @throws ProviderFatalError where the service refuses a client that has no flags, GeneralError for one that has, and where
   * nothing has arrived in time.
   */
  open(timeoutMs: number, arrival?: Promise<unknown>): Promise<void>
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
  emit: (event: StatusEvent, details: EventContext) => void,
): ProviderStatus {
  let told: StatusEvent = 'Ready'
  let unsubscribe = (): void => undefined

  function tell(): void {
    const next = statusOf(client.state)
    if (!next || next.event === told) return
    told = next.event
    emit(told, next.details)
  }

  async function open(timeoutMs: number, arrival?: Promise<unknown>): Promise<void> {
    client.start()
    await Promise.allSettled([client.ready({ timeoutMs }), arrival])
    const { state } = client
    unsubscribe()
    unsubscribe = client.subscribeState(tell)
    if ('revision' in state && state.status !== 'stopped') return
    told = 'Error'
    if (state.status === 'stopped')
      throw new (state.revision ? GeneralError : ProviderFatalError)(whyStopped(state))
    const why = 'error' in state ? state.error : 'the service has not answered'
    throw new GeneralError(`no flags within ${timeoutMs} ms, so that fallbacks stand until they come: ${why}`)
  }

  function repeatAfter(settled: Promise<unknown>): void {
    const repeat = (): void => {
      told = 'Ready'
      tell()
    }
    // Whoever waits for the same promise, and began to later, comes in between.
    settled.then(
      () => queueMicrotask(repeat),
      () => undefined,
    )
  }

  return {
    open(timeoutMs, arrival) {
      const opened = open(timeoutMs, arrival)
      repeatAfter(opened)
      return opened
    },
    repeatAfter,
    close: () => unsubscribe(),
  }
}

function statusOf(
  state: ClientState,
): { readonly event: StatusEvent; readonly details: EventContext } | undefined {
  switch (state.status) {
    case 'cached':
    case 'live':
      return { event: 'Ready', details: {} }
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
