import { expect, it } from 'vitest'
import { keepParts } from './keep-parts.ts'
import { initialSheet } from './sheet-state.ts'

const BEFORE = { ...initialSheet('http://127.0.0.1/'), flags: [{ flagKey: 'hero', values: ['bold'] }] }

it('keeps what says the same', () => {
  const after = keepParts(BEFORE, { ...structuredClone(BEFORE), zoom: 50 })
  expect(after).toEqual({ ...BEFORE, zoom: 50 })
  expect(after.flags).toBe(BEFORE.flags)
  expect(after.viewports).toBe(BEFORE.viewports)
})

it('takes what is new, and leaves out what is gone', () => {
  const { flags, ...without } = BEFORE
  expect(keepParts(BEFORE, without)).toEqual(without)
  expect(keepParts(BEFORE, { ...BEFORE, flags: [] }).flags).toEqual([])
})
