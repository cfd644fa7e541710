import { ConfigCatWebProvider } from '@openfeature/config-cat-web-provider'
import { FlagdWebProvider } from '@openfeature/flagd-web-provider'
import { GrowthbookClientProvider } from '@openfeature/growthbook-client-provider'
import { LaunchDarklyClientProvider } from '@openfeature/launchdarkly-client-provider'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { InMemoryProvider } from '@openfeature/web-sdk'
import { createFlagOverridesFromMap, OverrideBehaviour } from 'configcat-js-ssr'

/** What each of them serves: those with a service of their own from there, the others without any network. */
const SERVED = { announcement: 'sale', 'express-checkout': false }

/** The providers that npm has, each made with the address of its service. */
export const VENDOR_PROVIDERS = {
  'in-memory': () =>
    new InMemoryProvider({
      announcement: { disabled: false, variants: { sale: 'sale' }, defaultVariant: 'sale' },
      'express-checkout': { disabled: false, variants: { off: false }, defaultVariant: 'off' },
    }),
  flagd: (service: URL) =>
    new FlagdWebProvider({ host: service.hostname, port: Number(service.port), tls: false }),
  ofrep: (service: URL) => new OFREPWebProvider({ baseUrl: service.origin }),
  launchdarkly: () =>
    new LaunchDarklyClientProvider('client-side-id', {
      bootstrap: SERVED,
      streaming: false,
      sendEvents: false,
      fetchGoals: false,
      diagnosticOptOut: true,
    }),
  configcat: () =>
    ConfigCatWebProvider.create('sdk-key', {
      flagOverrides: createFlagOverridesFromMap(SERVED, OverrideBehaviour.LocalOnly),
    }),
  growthbook: () =>
    new GrowthbookClientProvider(
      {},
      {
        payload: {
          features: {
            announcement: { defaultValue: SERVED.announcement },
            'express-checkout': { defaultValue: SERVED['express-checkout'] },
          },
        },
      },
    ),
} satisfies Readonly<Record<string, (service: URL) => object>>

/** A key of {@link VENDOR_PROVIDERS}. */
export type VendorName = keyof typeof VENDOR_PROVIDERS
