import type { Flag } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { formatFlagTable } from './flag-table.ts'
import { PLAIN } from './problem-text.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const managed: Flag = {
  ...flag,
  targeting: { if: [true, 'on'] },
  'x-management': { owner: 'shop', expires: '2026-12-31', tags: ['payments', 7] },
}

/** The table in a terminal of some width, on some day. */
function draw(flags: { readonly [key: string]: Flag }, width?: number, day = '2026-12-01', maxRows?: number) {
  return formatFlagTable({ flags }, { colors: PLAIN, width, nowMs: () => Date.parse(day) }, maxRows)
}

describe('formatFlagTable', () => {
  it('shows what is known where there is room for it, and the rest first', () => {
    const heads = [undefined, 140, 80, 60, 50].map(
      (width) => draw({ checkout: managed }, width).split('\n')[0],
    )
    expect(heads.map((head) => head?.trim().split(/ +/).join(' '))).toEqual([
      'flag type state default targeting release expires owner tags',
      'flag type state default targeting release expires owner tags',
      'flag type state default targeting release expires owner',
      'flag type state default targeting release',
      'flag type state default release',
    ])
  })

  it('has no column for what no flag has', () => {
    expect(draw({ checkout: flag }, 140)).toBe(
      '  flag      type     state    default  targeting  release\n  checkout  boolean  enabled  off',
    )
  })

  it('says in a word what is archived or overdue, however narrow it is', () => {
    expect(draw({ checkout: managed }, 50, '2026-12-30')).not.toContain('overdue')
    expect(draw({ checkout: managed }, 50, '2026-12-31')).toMatch(/enabled, overdue/)
    expect(draw({ checkout: { ...managed, 'x-archived': true } }, 50)).toMatch(/archived/)
  })

  it('counts those that it does not show', () => {
    expect(draw({ a: flag, b: flag, c: flag }, 80, '2026-12-01', 1)).toMatch(/^ {2}a .*\n {2}… and 2 more$/m)
  })
})
