import type { BindingName } from './binding-names.ts'
import type { BindingSubject } from './binding-subject.ts'
import {
  halyardSignalPreact,
  halyardValuePreact,
  plainSignalPreact,
  plainValuePreact,
  providedValuePreact,
} from './preact-subjects.ts'
import {
  growthbookReact,
  halyardReact,
  launchDarklyReact,
  leadingHalyardReact,
  openFeatureReact,
  plainReact,
  providedReact,
  unleashReact,
} from './react-subjects.ts'
import { halyardVue, plainVue } from './vue-subjects.ts'

/** What is measured under each name. */
export const BINDING_SUBJECTS: { readonly [name in BindingName]: BindingSubject } = {
  'plain-react': plainReact,
  'provided-react': providedReact,
  'halyard-react': halyardReact,
  'leading-halyard-react': leadingHalyardReact,
  'growthbook-react': growthbookReact,
  'openfeature-react': openFeatureReact,
  'unleash-react': unleashReact,
  'launchdarkly-react': launchDarklyReact,
  'plain-vue': plainVue,
  'halyard-vue': halyardVue,
  'plain-preact-signal': plainSignalPreact,
  'plain-preact-value': plainValuePreact,
  'halyard-preact-signal': halyardSignalPreact,
  'provided-preact-value': providedValuePreact,
  'halyard-preact-value': halyardValuePreact,
}
