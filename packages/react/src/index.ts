export {
  Flag,
  type FlagLoadedCasesProps,
  type FlagLoadedSwitchProps,
  type FlagPending,
} from './flag.tsx'
export { FlagProvider, type FlagProviderProps } from './flag-provider.tsx'
export type { LoadVariation } from './loaded-flag.tsx'
export { useFlag } from './use-flag.ts'
export { useFlagClient } from './use-flag-client.ts'
export { useFlagContext } from './use-flag-context.ts'
export { useFlagDetails } from './use-flag-details.ts'
export { type SuspenseFlagOptions, useSuspenseFlag } from './use-suspense-flag.ts'
export { useTrack } from './use-track.ts'
