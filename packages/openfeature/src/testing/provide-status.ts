import { type FlagSource, staticSource } from '@halyard/client'
import { specFlagSetWithContext } from './spec-context.ts'
import type { SpecStatus } from './spec-subject.ts'

/** How an SDK is given a provider that gets into a status. */
export interface StatusProvider {
  /** Sets a provider over this source. */
  set(source: FlagSource, options: { readonly readyTimeoutMs: number }): Promise<void>
  /** Calls back when the SDK's client says that the provider is stale. */
  onStale(heard: () => void): void
}

/** Sets a provider, and resolves when it has the status. */
export async function provideStatus(status: SpecStatus, { set, onStale }: StatusProvider): Promise<void> {
  const stale = status === 'stale' ? new Promise<void>(onStale) : undefined
  const isPending = status === 'not ready'
  const settled = set(statusSource(status), { readyTimeoutMs: isPending ? 60_000 : 0 }).catch(() => undefined)
  if (!isPending) await settled
  await stale
}

function statusSource(status: SpecStatus): FlagSource {
  const source = staticSource(specFlagSetWithContext)
  return {
    ...source,
    connect(sink) {
      if (status === 'stable' || status === 'stale') source.connect(sink)
      if (status === 'stale' || status === 'error')
        sink.receive({ type: 'lost', attempt: 1, error: 'the service cannot be reached' })
      if (status === 'fatal') sink.receive({ type: 'refused', error: 'the service refuses this client' })
      return () => undefined
    },
  }
}
