import type { Intent } from './intent.ts'
import { rollout, schedule } from './rollout-intents.ts'
import { archive, disable, enable, restore } from './state-intents.ts'
import { target, trial } from './target-intents.ts'

/** Everything that can be meant for one flag, by the name that stands in the path. */
export const INTENTS: { readonly [name: string]: Intent } = {
  archive,
  disable,
  enable,
  restore,
  rollout,
  schedule,
  target,
  trial,
}
