import { describe, expect, it } from 'vitest'
import { compareRevisions, formatRevision, isRevision, revisionLineage, revisionNumber } from './revision.ts'

describe('revision', () => {
  it('comes apart into what it was built from', () => {
    const revision = formatRevision('k3x9q2', 17)
    expect([revisionLineage(revision), revisionNumber(revision)]).toEqual(['k3x9q2', 17])
  })

  it.each([
    ['empty', ''],
    ['no lineage', '.3'],
    ['no number', 'abc.'],
    ['a leading zero', 'abc.07'],
    ['a sign', 'abc.-1'],
    ['a line break', 'abc.1\n'],
    ['upper case', 'ABC.1'],
    ['more digits than a safe integer', `abc.${'9'.repeat(16)}`],
    ['no text', 7],
    ['nothing', null],
  ])('is not taken for one: %s', (_, value) => {
    expect(isRevision(value)).toBe(false)
  })

  it('cannot be built from parts out of their limits', () => {
    expect(() => formatRevision('not valid', 1)).toThrow(RangeError)
    expect(() => formatRevision('abc', 1.5)).toThrow(RangeError)
  })

  it('is ordered by number, not by text, and only within a lineage', () => {
    expect(compareRevisions('abc.9', 'abc.10')).toBe('older')
    expect(compareRevisions('abc.10', 'abc.9')).toBe('newer')
    expect(compareRevisions('abc.10', 'abc.10')).toBe('same')
    expect(compareRevisions('xyz.1', 'abc.10')).toBe('unrelated')
  })
})
