import { formatRevision, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSet, FlagSetChanges } from '@halyard/schema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EnvironmentStore, flagPart, segmentPart, type WriteOutcome } from '../environment-store.ts'
import { toggle } from './flag-store-contract.ts'

const note = { author: 'ada', action: 'replace', reason: 'because', nowMs: 1_700_000_000_000 }

/** The suite that every {@link EnvironmentStore} that can be written passes, besides that of the flag store. */
export function describeEnvironmentStore(
  name: string,
  open: (flagSet: FlagSet) => Promise<EnvironmentStore>,
): void {
  describe(`${name} keeps the environment store contract`, () => {
    const first: FlagSet = {
      flags: { checkout: toggle('off'), banner: toggle('on') },
      $evaluators: { staff: { '==': [{ var: 'role' }, 'staff'] } },
    }
    let store: EnvironmentStore

    beforeEach(async () => {
      store = await open(first)
    })
    afterEach(() => store.close())

    const write = (changes: FlagSetChanges, basedOn?: ReturnType<EnvironmentStore['versionOf']>) =>
      store.write({ ...note, changes, ...(basedOn !== undefined && { basedOn }) })

    it('shows authors what they wrote, and pages what they are served', async () => {
      expect(store.authored().flagSet).toEqual(first)
      expect(store.authored()).toBe(store.authored())
      expect(store.current().flagSet).toEqual({ flags: first.flags })
      const secret = { ...toggle('on'), 'x-visibility': 'server' as const }
      await write({ flags: { secret } })
      expect(store.authored().flagSet.flags.secret).toEqual(secret)
      expect(store.current()).toEqual({
        revision: store.authored().revision,
        flagSet: { flags: first.flags },
      })
    })

    it('writes flag, revision and audit entry at once', async () => {
      const before = store.authored().revision
      const heard: unknown[] = []
      store.subscribe(({ revision, changes }) =>
        heard.push(revision, changes, store.authored().revision, store.audit()[0]?.revision),
      )
      const outcome = await write({ flags: { checkout: toggle('on') } })
      const revision = store.current().revision
      expect(revisionNumber(revision)).toBe(revisionNumber(before) + 1)
      const entry = {
        revision,
        atMs: note.nowMs,
        author: 'ada',
        action: 'replace',
        reason: 'because',
        before: { flags: { checkout: toggle('off') } },
        after: { flags: { checkout: toggle('on') } },
      }
      expect(outcome).toEqual({ status: 'written', entry })
      expect(store.audit({ limit: 1 })).toEqual([entry])
      expect(heard).toEqual([revision, entry.after, revision, revision])
    })

    it('counts nothing that says nothing new', async () => {
      const before = store.current()
      expect(await write({ flags: { checkout: toggle('off') } })).toEqual({ status: 'unchanged' })
      expect(store.current()).toBe(before)
    })

    it('knows the version of every part', async () => {
      const { revision: before } = store.current()
      await write({ flags: { checkout: toggle('on') } })
      const { revision: after } = store.current()
      expect(store.versionOf(flagPart('checkout'))).toBe(after)
      expect(revisionNumber(store.versionOf(flagPart('banner')))).toBeLessThanOrEqual(revisionNumber(before))
      expect(store.versionOf(flagPart('nowhere'))).toBe(formatRevision(before.split('.')[0] ?? '', 0))
      await write({ $evaluators: { staff: null } })
      expect(store.versionOf(segmentPart('staff'))).toBe(store.current().revision)
    })

    it('says when a part was written first and last', async () => {
      const part = flagPart('checkout')
      const before = store.writtenAt(part)
      const writeAt = (flag: ReturnType<typeof toggle> | null, nowMs: number) =>
        store.write({ ...note, nowMs, changes: { flags: { checkout: flag } } })
      await writeAt(null, note.nowMs + 5)
      await writeAt(toggle('on'), note.nowMs + 9)
      const firstMs = before?.firstMs ?? note.nowMs + 5
      expect(store.writtenAt(part)).toEqual({ firstMs, lastMs: note.nowMs + 9 })
      expect(store.writtenAt(flagPart('banner'))).toEqual(before)
      expect(store.writtenAt(flagPart('nowhere'))).toBeNull()
    })

    it('takes no write that is based on what is not there any more, and tells the other change', async () => {
      const seen = store.current().revision
      await write({ flags: { checkout: toggle('on') } })
      const refused = await write({ flags: { checkout: null } }, seen)
      expect(refused).toEqual({ status: 'conflict', other: store.audit()[0] })
      expect(store.authored().flagSet.flags.checkout).toEqual(toggle('on'))
      // somebody else's flag is nobody's conflict
      expect(await write({ flags: { banner: null } }, seen)).toMatchObject({ status: 'written' })
      const version = store.versionOf(flagPart('checkout'))
      expect(await write({ flags: { checkout: null } }, version)).toMatchObject({ status: 'written' })
      // a removal is a change, too
      expect(await write({ flags: { checkout: toggle('on') } }, version)).toMatchObject({
        status: 'conflict',
      })
    })

    it('takes no write that is based on another history or on the future', async () => {
      const { revision } = store.current()
      const future = formatRevision(revision.split('.')[0] ?? '', revisionNumber(revision) + 1)
      for (const basedOn of [formatRevision('other', 0), future]) {
        expect(await write({ flags: { banner: null } }, basedOn)).toMatchObject({ status: 'conflict' })
      }
      expect(store.current().revision).toBe(revision)
    })

    it('goes back to any revision, and tells the history of a flag', async () => {
      const start = store.current().revision
      const seen = new Map([[start, store.authored().flagSet]])
      for (const changes of [
        { flags: { checkout: toggle('on') } },
        { flags: { banner: null }, metadata: { team: 'web' } },
        { $evaluators: { staff: null, crew: true } },
        { flags: { banner: toggle('off') }, metadata: null },
      ]) {
        await write(changes)
        seen.set(store.current().revision, store.authored().flagSet)
      }
      for (const [revision, flagSet] of seen) expect(store.authoredAt(revision)).toEqual(flagSet)
      expect(store.authoredAt(formatRevision('other', 0))).toBeNull()
      const [last, other] = store.audit({ flagKey: 'banner' })
      expect([last?.after.flags, other?.after.flags]).toEqual([{ banner: toggle('off') }, { banner: null }])
      const number = revisionNumber(last?.revision ?? start)
      expect(store.audit({ flagKey: 'banner', beforeNumber: number, limit: 1 })).toEqual([other])
      expect(store.audit({ limit: 2 })).toHaveLength(2)
    })

    it('lets two writers on one flag know of each other, every time', async () => {
      let written = 0
      for (let round = 0; round < 20; round++) {
        const basedOn = store.versionOf(flagPart('checkout'))
        const outcomes: WriteOutcome[] = await Promise.all(
          ['a', 'b'].map((title) =>
            write({ flags: { checkout: { ...toggle('on'), metadata: { title, round } } } }, basedOn),
          ),
        )
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['conflict', 'written'])
        written += 1
      }
      expect(store.audit({ flagKey: 'checkout', limit: 1000 }).length).toBeGreaterThanOrEqual(written)
    })
  })
}
