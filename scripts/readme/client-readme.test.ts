import { expect, it } from 'vitest'
import { describeReadme, readReadme } from './describe-readme.ts'
import { enforcedLimits } from './enforced-limits.ts'

const readme = readReadme('client')

// A block that continues the one before it speaks of its client.
describeReadme(readme, { ambient: "declare const client: import('@halyard/client').FlagClient\n" })

it('names the byte limits that the build enforces', () => {
  const named = [...readme.text.matchAll(/^\| `createFlagClient`.*\| +([\d.]+ kB) \|$/gm)].map(
    ([, limit]) => limit,
  )
  expect(named).toEqual(enforcedLimits('@halyard/client:'))
})
