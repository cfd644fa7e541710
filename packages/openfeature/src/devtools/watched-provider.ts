import type { ChangeCause } from '@halyard/devtools'
import { OVERRIDES_STORAGE_KEY, type OverrideEntry, parseOverrides } from '@halyard/protocol/overrides'
import type { FlagValueType } from '@halyard/schema'
import {
  type EvaluationContext,
  type JsonValue,
  type Logger,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  ProviderStatus,
  type ResolutionDetails,
} from '@openfeature/web-sdk'

/** What the SDK gives a provider's method for a type. */
type Asked = [flagKey: string, defaultValue: never, context: EvaluationContext, logger: Logger]

/** The provider's method for a type. */
type Resolver = `resolve${Capitalize<FlagValueType>}Evaluation`

/** The last that an application asked of a flag, and what came of it. */
export interface EvaluatedFlag {
  readonly type: FlagValueType
  readonly method: Resolver
  readonly asked: Asked
  /** Whatever the provider said. Absent: it threw, or was not asked, because the flag was overridden. */
  served?: Partial<ResolutionDetails<JsonValue>> | undefined
  /** Whatever the provider threw. */
  thrown?: unknown
}

/** A provider with somebody who looks on. */
export interface WatchedProvider {
  readonly provider: Provider
  readonly events: NonNullable<Provider['events']>
  /** Those in force, by flag key. */
  readonly overrides: Map<string, OverrideEntry>
  /** What the application has evaluated, by flag key. */
  readonly flags: Map<string, EvaluatedFlag>
  /** As the SDK has it, as far as a provider can know. */
  status: ProviderStatus
  /** Why the provider is in error. */
  error?: string | undefined
  /** What flags are evaluated for. Absent: nobody has said so yet. */
  context?: EvaluationContext | undefined
  /** The domain that the provider was set for. Absent: the default one, or an SDK that does not say. */
  domain?: string | undefined
  /** Why the provider says something else than before, where it does. */
  cause: ChangeCause
  /** Told when status or context are others. */
  onChange: () => void
  /** Told of each evaluation. @param before what came of the one before; absent for the first. */
  onEvaluation: (after: EvaluatedFlag, before: EvaluatedFlag | undefined) => void
  /** What stands in for the provider's own members of these names. */
  readonly members: Partial<Provider>
}

/**
 * Stands between the SDK and a provider: remembers the last of each flag, puts overrides in the place of what the provider
 * serves, and follows the status that the SDK gives it.
 *
 * ```
 *   NOT_READY ──initialize──► READY ◄──► STALE, ERROR, FATAL    the provider's events
 *                               ▲ └────► RECONCILING             onContextChange
 *                               └────────────┘
 * ```
 *
 * A provider is not asked for what is overridden, so that it counts nobody as having seen what nobody saw.
 *
 * Source: OpenFeature specification, 1.7, for the static-context paradigm.
 *
 * @param onOpen called when the SDK initializes the provider, which it may do once more after it has closed it.
 * @param onClose called when the SDK closes it.
 */
export function watchProvider(provider: Provider, onOpen: () => void, onClose: () => void): WatchedProvider {
  const events = provider.events ?? new OpenFeatureEventEmitter()
  const watched: WatchedProvider = {
    provider,
    events,
    overrides: new Map(parseOverrides(keptOverrides(), Date.now())),
    flags: new Map(),
    // The SDK takes one that has nothing to initialize for ready.
    status: provider.initialize ? ProviderStatus.NOT_READY : ProviderStatus.READY,
    cause: 'source',
    onChange: () => undefined,
    onEvaluation: () => undefined,
    members: {
      events,
      ...(provider.initialize && {
        initialize(context, domain) {
          onOpen()
          watched.context = context
          watched.domain = domain
          return follow(provider.initialize?.(context, domain))
        },
      }),
      onContextChange(before, next) {
        watched.context = next
        watched.cause = 'context'
        const outcome = provider.onContextChange?.(before, next)
        if (outcome) become(ProviderStatus.RECONCILING)
        return follow(outcome)
      },
      onClose() {
        onClose()
        return provider.onClose?.() as Promise<void>
      },
    },
  }
  for (const name of ['Boolean', 'String', 'Number', 'Object'] as const) {
    const method = `resolve${name}Evaluation` as const
    watched.members[method] = resolver(name.toLowerCase() as FlagValueType, method)
  }

  function become(status: ProviderStatus, error?: string): void {
    watched.status = status
    watched.error = error
    watched.onChange()
  }

  const succeed = (): void => become(ProviderStatus.READY)

  function fail(why?: { code?: unknown; errorCode?: unknown; message?: string }): void {
    const isFatal = (why?.code ?? why?.errorCode) === 'PROVIDER_FATAL'
    become(isFatal ? ProviderStatus.FATAL : ProviderStatus.ERROR, why?.message)
  }

  /** @returns what was given, so that the SDK waits for the provider itself. */
  function follow(outcome: Promise<void> | void): Promise<void> {
    Promise.resolve(outcome).then(succeed, fail)
    return outcome as Promise<void>
  }

  function resolver(type: FlagValueType, method: Resolver) {
    return (...asked: Asked): never => {
      const [flagKey, , context] = asked
      const before = watched.flags.get(flagKey)
      const flag: EvaluatedFlag = { type, method, asked }
      watched.flags.set(flagKey, flag)
      watched.context = context
      const value = watched.overrides.get(flagKey)?.value
      try {
        if (typeof value === type) return { value, reason: 'OVERRIDE' } as never
        const served = provider[method](...asked)
        flag.served = served
        return served as never
      } catch (error) {
        flag.thrown = error
        throw error
      } finally {
        watched.onEvaluation(flag, before)
      }
    }
  }

  events.addHandler(ProviderEvents.Ready, succeed)
  events.addHandler(ProviderEvents.Stale, () => become(ProviderStatus.STALE))
  events.addHandler(ProviderEvents.Error, fail)
  return watched
}

function keptOverrides(): string | null {
  try {
    return sessionStorage.getItem(OVERRIDES_STORAGE_KEY)
  } catch {
    // Access is denied, as in a sandboxed frame: nothing was kept.
    return null
  }
}
