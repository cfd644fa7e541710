import { expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import { staticSource } from '../sources/static-source.ts'
import { flag } from '../testing/fake-view.ts'
import type { ExposureRecorder } from './exposure-recorder.ts'

function fakeRecorder() {
  const recorder = { start: vi.fn(), expose: vi.fn(), track: vi.fn(), close: vi.fn(async () => undefined) }
  return recorder satisfies ExposureRecorder
}

function setUp(exposures?: ExposureRecorder) {
  const source = staticSource({ flags: { hero: flag('a', { a: 'A', b: 'B' }) } })
  return createFlagClient({ source, context: { targetingKey: 'u1' }, ...(exposures && { exposures }) })
}

it('hands what was served, and to whom, to the recorder', async () => {
  const recorder = fakeRecorder()
  const client = setUp(recorder)
  client.start()
  const details = client.details('hero', '-')
  client.expose('hero', '-')
  await client.setContext({ targetingKey: 'u2' })
  client.track('order', { value: 2 })
  expect(recorder.expose.mock.calls).toEqual([[details, { targetingKey: 'u1' }]])
  expect(recorder.expose.mock.calls[0]?.[0]).toBe(details)
  expect(recorder.track.mock.calls).toEqual([['order', { value: 2 }, { targetingKey: 'u2' }]])
})

it('hands over the fallback where that is what is shown', () => {
  const recorder = fakeRecorder()
  const client = setUp(recorder)
  client.start()
  client.expose('hero', 3)
  expect(recorder.expose.mock.calls[0]?.[0]).toMatchObject({ value: 3, errorCode: 'TYPE_MISMATCH' })
  expect(recorder.expose.mock.calls[0]?.[0]).not.toHaveProperty('variant')
})

it('starts and closes the recorder with itself', async () => {
  const recorder = fakeRecorder()
  const client = setUp(recorder)
  expect(recorder.start).not.toHaveBeenCalled()
  client.start()
  client.start()
  expect(recorder.start).toHaveBeenCalledTimes(1)
  await client.close()
  expect(recorder.close).toHaveBeenCalledTimes(1)
})

it('does nothing without a recorder', async () => {
  const client = setUp()
  client.start()
  client.expose('hero', '-')
  client.track('order')
  await expect(client.close()).resolves.toBeUndefined()
})
