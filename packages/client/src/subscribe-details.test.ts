import { expect, it, vi } from 'vitest'
import { subscribeDetails } from './subscribe-details.ts'
import { createTestClient } from './testing-client/create-test-client.ts'

it('tells of the flag and of the state, until it is ended', async () => {
  const client = createTestClient({ flags: { a: 1 } })
  const listener = vi.fn()
  const end = subscribeDetails(client, 'a', listener)
  client.set('a', 2)
  const afterChange = listener.mock.calls.length
  expect(afterChange).toBeGreaterThan(0)
  end()
  client.set('a', 3)
  expect(listener).toHaveBeenCalledTimes(afterChange)

  const stateListener = vi.fn()
  subscribeDetails(client, 'b', stateListener)
  await client.close()
  expect(stateListener).toHaveBeenCalled()
  expect(client.details('b', 0).freshness).toBe('live')
})
