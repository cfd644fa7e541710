import { encodeStreamEvent, formatRevision } from '@halyard/protocol/wire'
import { toFeaturevisorDatafile } from '../flags/featurevisor-format.ts'
import { toFlagdSet } from '../flags/flagd-format.ts'
import { toLaunchDarklyFlags } from '../flags/launchdarkly-format.ts'
import { toOfrepAnswer } from '../flags/ofrep-format.ts'
import type { SampleFlag } from '../flags/sample-flag.ts'
import { toUnleashToggles } from '../flags/unleash-format.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import { configcatSubject } from '../subjects/configcat-subject.ts'
import { growthbookSubject } from '../subjects/growthbook-subject.ts'

/** A page that starts an SDK, shows one flag and keeps it up to date: the file `<its name>-visit.ts`. */
export interface VisitedPage {
  /** As the tables call it. */
  readonly name: string
  /** What is measured, for its version; none for Halyard's own. */
  readonly packages: readonly string[]
  /** What the SDK's service sends. */
  answer(flags: readonly SampleFlag[]): string
  /** Why there is nothing to measure on a second visit. */
  readonly keepsNothing?: string
}

const json =
  (toValue: (flags: readonly SampleFlag[]) => unknown) =>
  (flags: readonly SampleFlag[]): string =>
    JSON.stringify(toValue(flags))

/** All pages, by their name. */
export const VISITED_PAGES = {
  'by-hand': {
    name: 'local storage by hand',
    packages: [],
    answer: json((flags) => Object.fromEntries(flags.map((flag) => [flag.key, valueForVisitor(flag)]))),
  },
  halyard: {
    name: 'Halyard',
    packages: [],
    answer: (flags) => {
      const revision = formatRevision('bench', 0)
      const hello = encodeStreamEvent({ type: 'hello', revision, heartbeatMs: 15_000 })
      return hello + encodeStreamEvent({ type: 'snapshot', revision, flagSet: toFlagdSet(flags) })
    },
  },
  'halyard-remote': { name: 'Halyard, a server evaluates', packages: [], answer: json(toOfrepAnswer) },
  featurevisor: {
    name: 'Featurevisor',
    packages: ['@featurevisor/sdk'],
    answer: json((flags) => toFeaturevisorDatafile(flags, 0)),
    keepsNothing: 'Featurevisor keeps nothing between visits.',
  },
  unleash: {
    name: 'Unleash',
    packages: ['unleash-proxy-client'],
    answer: json((flags) => ({ toggles: toUnleashToggles(flags) })),
  },
  growthbook: {
    name: 'GrowthBook',
    packages: ['@growthbook/growthbook'],
    answer: (flags) => growthbookSubject.describe(flags),
  },
  ofrep: {
    name: 'OpenFeature + OFREP',
    packages: ['@openfeature/web-sdk', '@openfeature/ofrep-web-provider'],
    answer: json(toOfrepAnswer),
  },
  'launchdarkly-3': {
    name: 'LaunchDarkly 3',
    packages: ['launchdarkly-js-client-sdk'],
    answer: json(toLaunchDarklyFlags),
  },
  'launchdarkly-4': {
    name: 'LaunchDarkly 4',
    packages: ['@launchdarkly/js-client-sdk'],
    answer: json(toLaunchDarklyFlags),
  },
  configcat: {
    name: 'ConfigCat',
    packages: ['@configcat/sdk'],
    answer: (flags) => configcatSubject.describe(flags),
  },
} as const satisfies { readonly [name: string]: VisitedPage }

/** A key of {@link VISITED_PAGES}. */
export type VisitedPageName = keyof typeof VISITED_PAGES
