import type { Flag } from '@halyard/schema'
import { expect, it } from 'vitest'
import { describeFlag } from './describe-flag.ts'
import { PLAIN } from './problem-text.ts'

const terminal = { colors: PLAIN, nowMs: () => Date.parse('2026-12-01') }
const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }

it('tells what is known, and nothing of what is not', () => {
  expect(describeFlag('checkout', { ...flag, defaultVariant: null, targeting: {} }, 'line.7', terminal)).toBe(
    [
      'checkout  enabled',
      '',
      '  type         boolean',
      '  variants     on = true, off = false',
      '  default      (none: the fallback of the code)',
      '  version      line.7',
    ].join('\n'),
  )
})

it('tells what a flag needs, whom it reaches, and when its changes do', () => {
  const whole = {
    ...flag,
    state: 'DISABLED',
    targeting: { if: [true, 'on'] },
    metadata: { team: 'shop' },
    'x-prerequisites': [
      { flag: 'new-checkout', variants: ['on', 'beta'] },
      { flag: 'cart', variants: ['on'] },
    ],
    'x-visibility': 'server',
    'x-update': 'session',
  } as const
  const lines = describeFlag('checkout', whole, 'line.7', terminal).split('\n')
  expect(lines[0]).toBe('checkout  disabled')
  expect(lines.slice(5)).toEqual([
    '  needs        new-checkout to give on or beta',
    '               cart to give on',
    '  reaches      servers only',
    '  changes      session',
    '  metadata     {',
    '                 "team": "shop"',
    '               }',
    '  targeting    {',
    '                 "if": [',
    '                   true,',
    '                   "on"',
    '                 ]',
    '               }',
    '  version      line.7',
  ])
})

it.each([null, 'new-checkout', [7], [{ flag: 'a', variants: [] }]])(
  'says that a prerequisite which is written as %j is never met',
  (prerequisites) => {
    const odd = {
      ...flag,
      'x-prerequisites': prerequisites,
      'x-management': { tags: 'a', expires: 7, owner: null },
    }
    const text = describeFlag('checkout', odd as unknown as Flag, 'line.7', terminal)
    if (prerequisites === null) expect(text).not.toContain('needs')
    else expect(text).toContain('needs        what nothing can give: mend x-prerequisites')
    expect(text).not.toMatch(/owner|tags|expires/)
  },
)

it('lets no name move the cursor', () => {
  expect(
    describeFlag('a\u001b[2J', { ...flag, 'x-management': { owner: '\u001b[1A' } }, 'line.7', terminal),
  ).not.toContain('\u001b')
})
