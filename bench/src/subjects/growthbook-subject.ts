import {
  type FeatureApiResponse,
  type FeatureDefinition,
  GrowthBookClient,
  type UserContext,
} from '@growthbook/growthbook'
import type { SampleFlag } from '../flags/sample-flag.ts'
import type { Subject } from './subject.ts'

/** GrowthBook, by the client that takes a context with each call; a split is its percentage rollout. */
export const growthbookSubject: Subject<UserContext> = {
  name: 'GrowthBook',
  splitsAsFlagd: false,
  describe: (flags) =>
    JSON.stringify({ features: Object.fromEntries(flags.map((flag) => [flag.key, toFeature(flag)])) }),
  prepareContext: ({ targetingKey, ...attributes }) => ({ attributes: { id: targetingKey, ...attributes } }),
  load(text) {
    const client = new GrowthBookClient().initSync({ payload: JSON.parse(text) as FeatureApiResponse })
    return {
      value: (flagKey, fallback, context) => client.getFeatureValue(flagKey, fallback, context),
      change: (wholeSet) => client.setPayload(JSON.parse(wholeSet) as FeatureApiResponse),
      close: () => client.destroy(),
    }
  },
}

function toFeature(flag: SampleFlag): FeatureDefinition {
  switch (flag.kind) {
    case 'static':
      return { defaultValue: flag.value }
    case 'targeted':
      return {
        defaultValue: false,
        rules: [{ condition: { plan: flag.plan, age: { $gte: flag.minAge } }, force: true }],
      }
    case 'split':
      return { defaultValue: false, rules: [{ force: true, coverage: 0.5, hashAttribute: 'id' }] }
    case 'tenRules':
      return {
        defaultValue: 'none',
        rules: flag.tiers.map((tier) => ({ condition: { tier }, force: tier })),
      }
    case 'json':
      return {
        defaultValue: flag.elsewhere,
        rules: [{ condition: { country: flag.country }, force: flag.there }],
      }
  }
}
