import type { EvaluationDetails, FlagValue } from '@halyard/schema'
import type { ClientEvaluationDetails } from '../flag-client.ts'
import type { Hook } from './hook.ts'

/** An event in OpenTelemetry's names, as `Logger.emit` takes it, apart from the name's place. */
export interface FeatureFlagEvaluationEvent {
  readonly eventName: 'feature_flag.evaluation'
  readonly attributes: { readonly [attribute: string]: FlagValue }
}

/** What {@link openTelemetryHook} needs. */
export interface OpenTelemetryHookOptions {
  /** Takes every evaluation, for example `(event) => logger.emit(event)`. */
  readonly emit: (event: FeatureFlagEvaluationEvent) => void
  /**
   * Whether the value is told where there is a variant that names it: values may be long, or nobody else's business.
   *
   * @default false
   */
  readonly values?: boolean
}

/**
 * A hook that tells of every evaluation in OpenTelemetry's words.
 * Source: OpenTelemetry semantic conventions, feature flags in events; OpenFeature specification, appendix D.
 *
 * @example withHooks(client, [openTelemetryHook({ emit: (event) => logger.emit(event) })])
 */
export function openTelemetryHook({ emit, values = false }: OpenTelemetryHookOptions): Hook {
  return {
    finally({ context, providerMetadata }, details: EvaluationDetails & Partial<ClientEvaluationDetails>) {
      const { flagKey, value, variant, reason, errorCode, errorMessage, flagMetadata, revision } = details
      const attributes: { readonly [attribute: string]: FlagValue | null | undefined } = {
        'feature_flag.key': flagKey,
        'feature_flag.provider.name': providerMetadata.name,
        'feature_flag.result.reason': reason.toLowerCase(),
        'feature_flag.result.variant': variant,
        'feature_flag.result.value': values || variant === undefined ? value : undefined,
        'feature_flag.context.id': flagMetadata.contextId ?? context.targetingKey,
        'feature_flag.set.id': flagMetadata.flagSetId,
        'feature_flag.version': flagMetadata.version ?? revision,
        'error.type': errorCode?.toLowerCase(),
        'feature_flag.error.message': errorMessage,
      }
      const told = Object.entries(attributes).filter(
        (attribute): attribute is [string, FlagValue] => attribute[1] !== undefined && attribute[1] !== null,
      )
      emit({ eventName: 'feature_flag.evaluation', attributes: Object.fromEntries(told) })
    },
  }
}
