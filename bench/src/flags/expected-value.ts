import type { FlagValue } from '@halyard/schema'
import type { FlagKind, SampleContext, SampleFlag } from './sample-flag.ts'

/** What every subject has to answer; `undefined` for a split, of which only the shares are the same. */
export function expectedValue(flag: SampleFlag, context: SampleContext): FlagValue | undefined {
  switch (flag.kind) {
    case 'static':
      return flag.value
    case 'targeted':
      return flag.plan === context.plan && context.age >= flag.minAge
    case 'split':
      return undefined
    case 'tenRules':
      return flag.tiers.includes(context.tier) ? context.tier : 'none'
    case 'json':
      return context.country === flag.country ? flag.there : flag.elsewhere
  }
}

/** The fallback that code gives for a flag of that kind. No flag ever answers with it but by its own choice. */
export const FALLBACKS: { readonly [kind in FlagKind]: FlagValue } = {
  static: false,
  targeted: false,
  split: false,
  tenRules: 'unknown',
  json: {},
}
