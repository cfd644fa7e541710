import { type Change, compareRevisions, formatRevision, revisionNumber } from '@halyard/protocol/wire'
import { applyFlagSetChanges, type Flag, type FlagSet } from '@halyard/schema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlagStore } from '../flag-store.ts'
import { readNextChange } from './read-next-change.ts'

/** One store under test, and the way its flag set is changed from outside. */
export interface FlagStoreSubject {
  readonly store: FlagStore
  /** Makes the store hold this flag set; the change may arrive later. */
  write(flagSet: FlagSet): void | Promise<void>
  /** Lets go of everything besides the store. */
  cleanUp?(): void | Promise<void>
}

/** How a subject is to be opened. */
export interface FlagStoreSubjectOptions {
  readonly flagSet: FlagSet
  readonly lineage: string
  readonly maxChanges: number
  readonly onListenerError: (error: unknown) => void
}

/** A flag with the variants on and off, and one of them as default. */
export function toggle(defaultVariant: 'on' | 'off'): Flag {
  return { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant }
}

/** The suite that every {@link FlagStore} passes. */
export function describeFlagStore(
  name: string,
  open: (options: FlagStoreSubjectOptions) => Promise<FlagStoreSubject>,
): void {
  describe(`${name} keeps the flag store contract`, () => {
    const first: FlagSet = { flags: { checkout: toggle('off'), banner: toggle('on') } }
    const second: FlagSet = { flags: { checkout: toggle('on'), banner: toggle('on') } }
    const third: FlagSet = { flags: { checkout: toggle('on') }, metadata: { team: 'web' } }
    let subject: FlagStoreSubject
    let errors: unknown[]

    beforeEach(async () => {
      errors = []
      subject = await open({
        flagSet: first,
        lineage: 'line',
        maxChanges: 3,
        onListenerError: (error) => errors.push(error),
      })
    })
    afterEach(async () => {
      await subject.store.close()
      await subject.cleanUp?.()
    })

    async function write(flagSet: FlagSet): Promise<Change> {
      const next = readNextChange(subject.store)
      await subject.write(flagSet)
      return next
    }

    it('serves the flag set it was opened with', () => {
      expect(subject.store.current().flagSet).toEqual(first)
      expect(subject.store.current()).toBe(subject.store.current())
    })

    it('counts one revision per change, in one lineage', async () => {
      const before = subject.store.current().revision
      const change = await write(second)
      expect(change.previous).toBe(before)
      expect(compareRevisions(change.previous, change.revision)).toBe('older')
      expect(revisionNumber(change.revision)).toBe(revisionNumber(before) + 1)
      expect(change.changes).toEqual({ flags: { checkout: toggle('on') } })
    })

    it('shows a change before it announces it', async () => {
      const seen: unknown[] = []
      subject.store.subscribe((change) =>
        seen.push(change.revision === subject.store.current().revision, subject.store.current().flagSet),
      )
      await write(second)
      expect(seen).toEqual([true, second])
    })

    it('leads from any kept revision to the current one', async () => {
      const start = subject.store.current()
      const one = await write(second)
      const two = await write(third)
      expect(subject.store.changesSince(start.revision)).toEqual([one, two])
      expect(subject.store.changesSince(one.revision)).toEqual([two])
      expect(subject.store.changesSince(two.revision)).toEqual([])
      const brought = [one, two].reduce(
        (set, { changes }) => applyFlagSetChanges(set, changes),
        start.flagSet,
      )
      expect(brought).toEqual(third)
    })

    it('does not know the way from elsewhere: too old, another lineage, the future', async () => {
      const { revision } = subject.store.current()
      for (const flagSet of [second, third, first, second]) await write(flagSet)
      const number = revisionNumber(subject.store.current().revision)
      expect(subject.store.changesSince(revision)).toBeNull()
      expect(subject.store.changesSince(formatRevision('line', number - 3))).toHaveLength(3)
      expect(subject.store.changesSince(formatRevision('other', number - 1))).toBeNull()
      expect(subject.store.changesSince(formatRevision('line', number + 1))).toBeNull()
    })

    it('lets no listener starve another, and none hear after it left', async () => {
      const heard: string[] = []
      const leave = subject.store.subscribe(() => heard.push('left'))
      subject.store.subscribe(() => {
        throw new Error('a broken listener')
      })
      subject.store.subscribe(() => heard.push('stayed'))
      leave()
      leave()
      await write(second)
      expect(heard).toEqual(['stayed'])
      expect(errors).toEqual([new Error('a broken listener')])
    })

    it('goes on answering after it was closed, and can be closed twice', async () => {
      await subject.store.close()
      await subject.store.close()
      expect(subject.store.current().flagSet).toEqual(first)
    })
  })
}
