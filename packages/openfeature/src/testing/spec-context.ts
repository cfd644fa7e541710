import type { FlagSet } from '@halyard/schema'
import { specFlagSet } from './spec-files.ts'

const LEVELS = ['API', 'Transaction', 'Client', 'Invocation', 'Before Hooks'] as const

/** What the features put into a context, by its key. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  key: ['value', ...LEVELS],
  ...Object.fromEntries(LEVELS.map((level) => [level, [`${level} value`]])),
}

/** The key of a flag that gives what the merged context has under a key. */
export const entryFlag = (key: string): string => `entry-${key}`

/** The keys that the features put into a context. */
export const ENTRY_KEYS = Object.keys(ENTRIES)

/** The flags beside the features, and those that tell what context has reached the evaluator. */
export const specFlagSetWithContext: FlagSet = {
  flags: {
    ...specFlagSet.flags,
    ...Object.fromEntries(
      Object.entries(ENTRIES).map(([key, values]) => [
        entryFlag(key),
        {
          state: 'ENABLED' as const,
          variants: Object.fromEntries(values.map((value) => [value, value])),
          targeting: { var: key },
        },
      ]),
    ),
  },
}
