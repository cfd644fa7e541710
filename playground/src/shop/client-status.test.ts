import { expect, it } from 'vitest'
import { describeClientState } from './client-status.ts'

it('shows the revision wherever there is one', () => {
  expect(describeClientState({ status: 'live', revision: 'k3x.7' })).toEqual({
    kind: 'live',
    sentence: 'Flags are live',
    revision: 'k3x.7',
  })
  expect(describeClientState({ status: 'loading' })).not.toHaveProperty('revision')
  expect(describeClientState({ status: 'reconnecting', attempt: 2, error: 'refused' })).not.toHaveProperty(
    'revision',
  )
})

it('says why a client stopped', () => {
  expect(describeClientState({ status: 'stopped', error: 'The key was refused.' }).sentence).toBe(
    'The key was refused.',
  )
})
