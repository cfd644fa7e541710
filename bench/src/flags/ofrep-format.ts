import type { FlagValue } from '@halyard/schema'
import type { SampleFlag } from './sample-flag.ts'
import { valueForVisitor } from './visitor.ts'

/** One flag of an OFREP server's answer. */
interface OfrepFlag {
  readonly key: string
  readonly value: FlagValue
  readonly variant: string
  readonly reason: string
}

/** The flags as an OFREP server answers, evaluated. */
export function toOfrepAnswer(flags: readonly SampleFlag[]): { readonly flags: readonly OfrepFlag[] } {
  return {
    flags: flags.map((flag) => {
      const value = valueForVisitor(flag)
      const variant = typeof value === 'boolean' ? (value ? 'on' : 'off') : 'served'
      return { key: flag.key, value, variant, reason: flag.kind === 'static' ? 'STATIC' : 'TARGETING_MATCH' }
    }),
  }
}
