import { expect, it } from 'vitest'
import { NO_ANNOUNCEMENT, parseAnnouncement } from './announcement.ts'

it('reads an announcement', () => {
  expect(parseAnnouncement({ text: 'Closed', tone: 'urgent' })).toEqual({ text: 'Closed', tone: 'urgent' })
})

it('takes an unknown tone as calm', () => {
  expect(parseAnnouncement({ text: 'Closed', tone: 'loud' })).toEqual({ text: 'Closed', tone: 'calm' })
})

it.each([NO_ANNOUNCEMENT, { text: '  ' }, { text: 7 }, [], null, 'Closed'])(
  'says nothing for %j',
  (value) => {
    expect(parseAnnouncement(value)).toBeNull()
  },
)
