import type { ClientSubject } from './client-subject.ts'
import { configcatClient } from './configcat-client.ts'
import { featurevisorClient } from './featurevisor-client.ts'
import { growthbookClient } from './growthbook-client.ts'
import { halyardClient } from './halyard-client.ts'
import { launchDarkly3Client } from './launchdarkly-3-client.ts'
import { launchDarkly4Client } from './launchdarkly-4-client.ts'
import { mapClient } from './map-client.ts'
import { ofrepClient } from './ofrep-client.ts'
import { unleashClient } from './unleash-client.ts'

/** Every SDK that is measured in a page, by the name that a fresh browser is told. */
export const CLIENT_SUBJECTS = {
  map: mapClient,
  halyard: halyardClient,
  featurevisor: featurevisorClient,
  unleash: unleashClient,
  growthbook: growthbookClient,
  ofrep: ofrepClient,
  'launchdarkly-3': launchDarkly3Client,
  'launchdarkly-4': launchDarkly4Client,
  configcat: configcatClient,
} as const satisfies { readonly [name: string]: ClientSubject }

/** A key of {@link CLIENT_SUBJECTS}. */
export type ClientSubjectName = keyof typeof CLIENT_SUBJECTS
