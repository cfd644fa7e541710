import type { Flag } from '@halyard/schema'
import { expect, it } from 'vitest'
import { describeRelease } from './describe-release.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }

it.each<[release: object | undefined, words: string]>([
  [undefined, ''],
  [{ targets: [] }, ''],
  [
    {
      rollout: {
        slices: [
          ['on', 10_500],
          ['off', 79_500],
          ['on', 10_000],
        ],
      },
    },
    'on 20.5 %, off 79.5 %',
  ],
  [
    {
      rollout: { slices: [['off', 100_000]] },
      schedule: [
        { at: 1, slices: [['on', 100_000]] },
        { at: 2, slices: [['on', 100_000]] },
      ],
      targets: [{ when: { $ref: 'staff' }, variant: 'on' }],
      trials: [{ targetingKey: 'c-7', variant: 'on', until: 9 }],
    },
    'off 100 %, 2 stages, 1 target, 1 trial',
  ],
])('says of the release %j: %s', (release, words) => {
  expect(describeRelease({ ...flag, ...(release && { 'x-release': release }) } as Flag)).toBe(words)
})
