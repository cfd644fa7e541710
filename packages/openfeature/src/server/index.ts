export { HalyardServerProvider, type HalyardServerProviderOptions } from './halyard-server-provider.ts'
