import type { FlagValue } from '@halyard/schema'
import type { SampleContext, SampleFlag } from '../flags/sample-flag.ts'
import { foldAscii, hashAscii } from './ascii-murmur3.ts'
import type { Subject } from './subject.ts'

/** What somebody would write for one flag who cares for nothing but speed. */
type Closure = (context: SampleContext) => Answer

interface Answer {
  readonly value: FlagValue
  readonly variant: string
}

/**
 * The limit: a function for each flag, written by hand, in a map. It answers with objects that are made ahead, hashes
 * ASCII only, with the flag's key hashed ahead, and catches nothing. Its text is the flags as they are.
 */
export const closureSubject: Subject<SampleContext> = {
  name: 'closure by hand',
  splitsAsFlagd: true,
  describe: (flags) => JSON.stringify(flags),
  describeChange: (changed) => JSON.stringify(changed),
  prepareContext: (context) => context,
  load(text) {
    const flags = JSON.parse(text) as readonly SampleFlag[]
    const closures = new Map(flags.map((flag) => [flag.key, toClosure(flag)]))
    return {
      value: (flagKey, fallback, context) => closures.get(flagKey)?.(context).value ?? fallback,
      change(changed) {
        const flag = JSON.parse(changed) as SampleFlag
        closures.set(flag.key, toClosure(flag))
      },
      close: () => undefined,
    }
  },
}

const ON: Answer = { value: true, variant: 'on' }
const OFF: Answer = { value: false, variant: 'off' }
const NONE: Answer = { value: 'none', variant: 'none' }

function toClosure(flag: SampleFlag): Closure {
  switch (flag.kind) {
    case 'static': {
      const answer = flag.value ? ON : OFF
      return () => answer
    }
    case 'targeted': {
      const { plan, minAge } = flag
      return (context) => (context.plan === plan && context.age >= minAge ? ON : OFF)
    }
    case 'split': {
      const salt = foldAscii(flag.key)
      return ({ targetingKey }) => (hashAscii(targetingKey, salt) < 0x80000000 ? ON : OFF)
    }
    case 'tenRules': {
      const rules = flag.tiers.map((tier) => ({ tier, answer: { value: tier, variant: tier } }))
      return ({ tier }) => {
        for (const rule of rules) if (rule.tier === tier) return rule.answer
        return NONE
      }
    }
    case 'json': {
      const { country } = flag
      const there: Answer = { value: flag.there, variant: 'there' }
      const elsewhere: Answer = { value: flag.elsewhere, variant: 'elsewhere' }
      return (context) => (context.country === country ? there : elsewhere)
    }
  }
}
