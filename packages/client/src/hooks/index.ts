export { FlagEvaluationError } from './flag-evaluation-error.ts'
export type { Hook, HookContext, HookHints } from './hook.ts'
export {
  type FeatureFlagEvaluationEvent,
  type OpenTelemetryHookOptions,
  openTelemetryHook,
} from './open-telemetry-hook.ts'
export { type WithHooksOptions, withHooks } from './with-hooks.ts'
