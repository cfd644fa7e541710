import type { Flag, FlagSet, TargetingRule } from '@halyard/schema'
import type { SampleFlag } from './sample-flag.ts'

/** The flags in flagd's format. */
export function toFlagdSet(flags: readonly SampleFlag[]): FlagSet {
  return { flags: Object.fromEntries(flags.map((flag) => [flag.key, toFlagdFlag(flag)])) }
}

/** One flag in flagd's format. */
export function toFlagdFlag(flag: SampleFlag): Flag {
  switch (flag.kind) {
    case 'static':
      return { ...ON_OFF, defaultVariant: flag.value ? 'on' : 'off' }
    case 'targeted': {
      const plan = { '==': [{ var: 'plan' }, flag.plan] }
      const age = { '>=': [{ var: 'age' }, flag.minAge] }
      return { ...ON_OFF, defaultVariant: 'off', targeting: { if: [{ and: [plan, age] }, 'on', 'off'] } }
    }
    case 'split':
      return {
        ...ON_OFF,
        defaultVariant: 'off',
        targeting: {
          fractional: [
            ['on', 50],
            ['off', 50],
          ],
        },
      }
    case 'tenRules': {
      const rules = flag.tiers.flatMap((tier): TargetingRule[] => [{ '==': [{ var: 'tier' }, tier] }, tier])
      return {
        state: 'ENABLED',
        variants: Object.fromEntries([...flag.tiers, 'none'].map((name) => [name, name])),
        defaultVariant: 'none',
        targeting: { if: rules },
      }
    }
    case 'json':
      return {
        state: 'ENABLED',
        variants: { there: flag.there, elsewhere: flag.elsewhere },
        defaultVariant: 'elsewhere',
        targeting: { if: [{ '==': [{ var: 'country' }, flag.country] }, 'there', 'elsewhere'] },
      }
  }
}

const ON_OFF = { state: 'ENABLED', variants: { on: true, off: false } } as const
