import { expect, it } from 'vitest'
import { oldNodeComplaint } from './old-node-complaint.ts'

it('complains of versions that lack what the command needs, and of no other', () => {
  expect(oldNodeComplaint('20.20.2')).toMatch(
    /^halyard needs Node\.js 24 or newer, and this is 20\.20\.2\. Install/,
  )
  expect(oldNodeComplaint('9.1.0')).toBeDefined()
  expect(['24.0.0', '24.21.0', '100.0.0'].map(oldNodeComplaint)).toEqual([undefined, undefined, undefined])
})
