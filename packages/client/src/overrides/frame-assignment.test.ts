import { FRAME_NAME_PREFIX, formatOverrides } from '@halyard/protocol/overrides'
import { expect, it, vi } from 'vitest'
import { readFrameAssignment } from './frame-assignment.ts'

const assignment = formatOverrides(new Map([['hero', { value: 'bold' }]]))
const name = FRAME_NAME_PREFIX + assignment
const allowed = ['https://playground.example.com']

it('reads what a page of an allowed origin assigned', () => {
  const refuse = vi.fn()
  const embedderOrigin = 'https://playground.example.com'
  expect(readFrameAssignment({ name, embedderOrigin }, allowed, refuse)).toBe(assignment)
  expect(refuse).not.toHaveBeenCalled()
})

it.each([['https://evil.example.com'], ['https://playground.example.com.evil.test'], ['null'], [undefined]])(
  'refuses an assignment of %s, and says how to allow it',
  (embedderOrigin) => {
    const refuse = vi.fn()
    expect(readFrameAssignment({ name, embedderOrigin }, allowed, refuse)).toBeUndefined()
    expect(refuse.mock.calls).toEqual([[expect.stringMatching(/playgroundOrigins/)]])
  },
)

it('takes any other name for a name', () => {
  const refuse = vi.fn()
  expect(readFrameAssignment({ name: 'main', embedderOrigin: allowed[0] }, allowed, refuse)).toBeUndefined()
  expect(refuse).not.toHaveBeenCalled()
})

it('takes an assignment of nothing for one, which shuts the tab out', () => {
  const surroundings = { name: FRAME_NAME_PREFIX, embedderOrigin: allowed[0] }
  expect(readFrameAssignment(surroundings, allowed, vi.fn())).toBe('')
})
