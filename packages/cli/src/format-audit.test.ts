import type { AuditEntry } from '@halyard/server'
import { expect, it } from 'vitest'
import { formatAudit } from './format-audit.ts'
import { PLAIN } from './problem-text.ts'

const entry: AuditEntry = {
  revision: 'k3x9q2.17',
  atMs: Date.parse('2026-12-01T09:00:00Z'),
  author: 'ada',
  action: 'copy',
  reason: 'as it is in staging',
  before: { flags: { hero: null, checkout: null } },
  after: {
    flags: {
      hero: { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' },
      checkout: { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' },
    },
  },
}

it('is a table where that fits', () => {
  const [header, row, ...others] = formatAudit([entry], { colors: PLAIN, width: 150 }).split('\n')
  expect(header).toMatch(/^ {2}when \(UTC\) +revision +who +action +what +why$/)
  expect(row).toBe(
    '  2026-12-01 09:00:00  k3x9q2.17  ada  copy    hero: added (boolean, default on); checkout: added (boolean, default on)  as it is in staging',
  )
  expect(others).toEqual([])
})

it('cuts nothing where it does not', () => {
  expect(formatAudit([entry, { ...entry, reason: '' }], { colors: PLAIN, width: 80 })).toBe(
    [
      '2026-12-01 09:00:00  k3x9q2.17  ada  copy',
      '    hero: added (boolean, default on)',
      '    checkout: added (boolean, default on)',
      '    why: as it is in staging',
      '2026-12-01 09:00:00  k3x9q2.17  ada  copy',
      '    hero: added (boolean, default on)',
      '    checkout: added (boolean, default on)',
    ].join('\n'),
  )
})

it('says so where nothing was written', () => {
  expect(formatAudit([], { colors: PLAIN, width: 80 })).toBe('Nothing was written so far.')
})
