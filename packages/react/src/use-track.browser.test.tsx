import { createTestClient } from '@halyard/client/testing'
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { FlagProvider } from './flag-provider.tsx'
import { useTrack } from './use-track.ts'

afterEach(cleanup)

it('tells the client, and is the same function in every render', () => {
  const client = createTestClient()
  const track = vi.spyOn(client, 'track')
  const { result, rerender } = renderHook(useTrack, {
    wrapper: ({ children }) => <FlagProvider client={client}>{children}</FlagProvider>,
  })
  const before = result.current
  rerender()
  expect(result.current).toBe(before)
  result.current('order', { value: 49.9 })
  expect(track.mock.calls).toEqual([['order', { value: 49.9 }]])
})
