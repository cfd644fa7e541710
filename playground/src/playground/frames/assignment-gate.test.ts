import { expect, it, vi } from 'vitest'
import { createAssignmentGate } from './assignment-gate.ts'

const ORIGIN = 'https://shop.test'

it('has one caller ask, and tells the others how it ended', () => {
  const gate = createAssignmentGate()
  const listener = vi.fn()
  gate.subscribe(listener)
  expect([gate.claim(ORIGIN), gate.claim(ORIGIN), gate.claim('https://other.test')]).toEqual([
    true,
    false,
    true,
  ])
  gate.settle(ORIGIN, 'admitted')
  expect([gate.admissionOf(ORIGIN), gate.admissionOf('https://other.test')]).toEqual(['admitted', 'asking'])
  expect(listener).toHaveBeenCalledTimes(1)
})

it('lets somebody ask again where the page did not answer, but never where it did', () => {
  const gate = createAssignmentGate()
  gate.claim(ORIGIN)
  gate.settle(ORIGIN, 'silent')
  expect(gate.claim(ORIGIN)).toBe(true)
  gate.settle(ORIGIN, 'admitted')
  gate.settle(ORIGIN, 'silent')
  expect([gate.admissionOf(ORIGIN), gate.claim(ORIGIN)]).toEqual(['admitted', false])
})
