import { formatRevision, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSetChanges } from '@halyard/schema'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AuditLog } from '../audit-log.ts'
import { type AuditEntry, flagPart, segmentPart } from '../environment-store.ts'
import { toggle } from './flag-store-contract.ts'

/** The entry that changes something as the first, second… of a history. */
export function auditEntry(
  number: number,
  after: FlagSetChanges,
  before: FlagSetChanges | null = {},
): AuditEntry {
  const revision = formatRevision('line', number)
  return {
    revision,
    atMs: 1000 * number,
    author: 'ada',
    action: 'replace',
    reason: `no. ${number}`,
    before,
    after,
  }
}

/** The suite that every {@link AuditLog} passes. @param open opens an empty one, of the lineage `line`; it goes away with the test. */
export function describeAuditLog(name: string, open: () => Promise<AuditLog>): void {
  describe(`${name} keeps the audit log contract`, () => {
    const entries = [
      auditEntry(1, { flags: { checkout: toggle('on'), banner: toggle('on') } }),
      auditEntry(2, { $evaluators: { staff: true } }),
      auditEntry(3, { flags: { checkout: null } }, null),
      auditEntry(4, { metadata: { team: 'shop' } }),
    ]
    const numbers = (found: readonly AuditEntry[]) => found.map(({ revision }) => revisionNumber(revision))
    let log: AuditLog

    beforeEach(async () => {
      log = await open()
      for (const entry of entries) log.append(entry)
    })

    it('tells what was added as it was, the newest first', () => {
      expect(log.read({})).toEqual(entries.toReversed())
      expect(log.entryOf(3)).toEqual(entries[2])
      expect(log.entryOf(9)).toBeUndefined()
    })

    it('tells it a page at a time, of one flag, and after a change', () => {
      expect(numbers(log.read({ limit: 2 }))).toEqual([4, 3])
      expect(numbers(log.read({ limit: 2, beforeNumber: 3 }))).toEqual([2, 1])
      expect(numbers(log.read({ flagKey: 'checkout' }))).toEqual([3, 1])
      expect(numbers(log.read({ flagKey: 'checkout', beforeNumber: 3, limit: 1 }))).toEqual([1])
      expect(numbers(log.read({ flagKey: 'nowhere' }))).toEqual([])
      expect(numbers(log.readAfter(2))).toEqual([4, 3])
    })

    it('knows the last change of every part', () => {
      const parts = [
        flagPart('checkout'),
        flagPart('banner'),
        segmentPart('staff'),
        '/metadata',
        flagPart('nowhere'),
      ]
      expect(parts.map((part) => log.versionOf(part))).toEqual([3, 1, 2, 4, 0])
      expect(log.writtenAt(flagPart('checkout'))).toEqual({ firstMs: 1000, lastMs: 3000 })
      expect(log.writtenAt(flagPart('nowhere'))).toBeNull()
    })
  })
}
