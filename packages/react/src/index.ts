export {
  Flag,
  type FlagCasesProps,
  type FlagNaming,
  type FlagRenderProps,
  type FlagSwitchProps,
} from './flag.tsx'
export { FlagProvider, type FlagProviderProps } from './flag-provider.tsx'
export { useFlag } from './use-flag.ts'
export { useFlagClient } from './use-flag-client.ts'
export { useFlagDetails } from './use-flag-details.ts'
