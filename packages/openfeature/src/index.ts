export { HalyardProvider } from './halyard-provider.ts'
export type { HalyardProviderOptions } from './provider-status.ts'
