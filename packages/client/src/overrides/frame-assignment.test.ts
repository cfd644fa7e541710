import { FRAME_NAME_PREFIX, formatOverrides } from '@halyard/protocol/overrides'
import { expect, it } from 'vitest'
import { readFrameAssignment } from './frame-assignment.ts'

const name = FRAME_NAME_PREFIX + formatOverrides(new Map([['hero', 'bold']]))
const allowed = ['https://playground.example.com']

it('reads what a page of an allowed origin assigned', () => {
  const assignment = readFrameAssignment({ name, embedderOrigin: 'https://playground.example.com' }, allowed)
  expect(assignment).toEqual(new Map([['hero', 'bold']]))
})

it.each([['https://evil.example.com'], ['https://playground.example.com.evil.test'], ['null'], [undefined]])(
  'refuses an assignment of %s, and says how to allow it',
  (embedderOrigin) => {
    expect(readFrameAssignment({ name, embedderOrigin }, allowed)).toMatch(/playgroundOrigins/)
  },
)

it('takes any other name for a name', () => {
  expect(readFrameAssignment({ name: 'main', embedderOrigin: allowed[0] }, allowed)).toBeNull()
})

it('takes a damaged assignment for an empty one, which still shuts the tab out', () => {
  const surroundings = { name: `${FRAME_NAME_PREFIX}{`, embedderOrigin: allowed[0] }
  expect(readFrameAssignment(surroundings, allowed)).toEqual(new Map())
})
