export type { HalyardProviderOptions } from '../provider-status.ts'
export { HalyardServerProvider, type HalyardServerProviderOptions } from './halyard-server-provider.ts'
