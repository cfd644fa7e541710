/** Every binding that is measured, as the tables call it, by the name that a fresh browser is told. */
export const BINDING_NAMES = {
  'plain-react': 'plain store',
  'provided-react': 'plain store, read from a context',
  'halyard-react': '@halyard/react',
  'leading-halyard-react': '@halyard/react in a tab that leads others',
  'growthbook-react': '@growthbook/growthbook-react',
  'openfeature-react': '@openfeature/react-sdk',
  'unleash-react': '@unleash/proxy-client-react',
  'launchdarkly-react': 'launchdarkly-react-client-sdk',
  'plain-vue': 'plain refs',
  'halyard-vue': '@halyard/vue, useFlag',
  'plain-preact-signal': 'plain signals as texts',
  'plain-preact-value': 'plain signals, rendered',
  'halyard-preact-signal': '@halyard/preact, useFlagSignal',
  'provided-preact-value': 'plain signals, rendered, read from a context',
  'halyard-preact-value': '@halyard/preact, useFlag',
} as const

/** A key of {@link BINDING_NAMES}. */
export type BindingName = keyof typeof BINDING_NAMES
