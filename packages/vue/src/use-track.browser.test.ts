import { createTestClient } from '@halyard/client/testing'
import { expect, it, vi } from 'vitest'
import { createApp, shallowRef } from 'vue'
import { createFlagPlugin } from './create-flag-plugin.ts'
import { useTrack } from './use-track.ts'

it('tells the client that is provided by then', () => {
  const [one, two] = [createTestClient(), createTestClient()]
  const calls = [vi.spyOn(one, 'track'), vi.spyOn(two, 'track')]
  const client = shallowRef(one)
  const track = createApp({}).use(createFlagPlugin(client)).runWithContext(useTrack)
  track('order', { value: 49.9 })
  client.value = two
  track('return')
  expect(calls.map(({ mock }) => mock.calls)).toEqual([[['order', { value: 49.9 }]], [['return']]])
})
