import { writeFile } from 'node:fs/promises'
import type { FlagSet } from '@halyard/schema'

/** Shows a plain switch, and a rule: half of all users, and everybody of one domain. */
const STARTER: FlagSet & { readonly $schema: string } = {
  $schema: 'https://flagd.dev/schema/v0/flags.json',
  flags: {
    'welcome-banner': {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'on',
    },
    'checkout-button': {
      state: 'ENABLED',
      variants: { blue: '#1f6feb', green: '#1a7f37' },
      defaultVariant: 'blue',
      targeting: {
        if: [
          { ends_with: [{ var: 'email' }, '@example.com'] },
          'green',
          {
            fractional: [
              ['blue', 50],
              ['green', 50],
            ],
          },
        ],
      },
    },
  },
}

/**
 * Writes a flag file to begin with, and never over a file that is there.
 *
 * @returns whether it was written.
 * @throws Node's error when the file cannot be written.
 */
export async function writeStarterFlagFile(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${JSON.stringify(STARTER, null, 2)}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
