export type { ClientSignal } from './client-signal.ts'
export {
  Flag,
  type FlagCasesProps,
  type FlagNaming,
  type FlagRenderProps,
  type FlagSwitchProps,
} from './flag.ts'
export { FlagProvider, type FlagProviderProps } from './flag-provider.ts'
export { flagSignal } from './flag-signal.ts'
export { useFlag } from './use-flag.ts'
export { useFlagClient } from './use-flag-client.ts'
export { useFlagDetails } from './use-flag-details.ts'
export { useFlagSignal } from './use-flag-signal.ts'
export { useTrack } from './use-track.ts'
