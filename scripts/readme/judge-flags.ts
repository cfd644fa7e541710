import { parseFlagSet } from '../../packages/schema/src/parse-flag-set.ts'

/** What the parser complains of in a flag set, or in a rule as it stands in a flag that is on or off. */
export function judgeFlags(json: string): readonly unknown[] {
  const shown = JSON.parse(json)
  const flag = {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
    targeting: shown,
  }
  return parseFlagSet('flags' in shown ? shown : { flags: { shown: flag } }).issues
}
