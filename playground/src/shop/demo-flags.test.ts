import { readFileSync } from 'node:fs'
import { parseFlagSet } from '@halyard/schema'
import { expect, it } from 'vitest'
import { NO_ANNOUNCEMENT, parseAnnouncement } from './announcement.ts'

const demo: unknown = JSON.parse(readFileSync(new URL('../../shop/flags.json', import.meta.url), 'utf8'))

const result = parseFlagSet(demo)
const flags = result.ok ? result.flagSet.flags : {}

it('is a flag set without any issue', () => {
  expect(result.issues).toEqual([])
})

it('has every flag that the shop reads, of the type that it reads', () => {
  const types = Object.fromEntries(
    Object.entries(flags).map(([flagKey, { variants }]) => [flagKey, typeof Object.values(variants)[0]]),
  )
  expect(types).toEqual({
    hero: 'string',
    'express-checkout': 'boolean',
    'price-display': 'string',
    announcement: 'object',
    'free-shipping-from': 'number',
    'wind-scale': 'boolean',
    'gift-wrapping': 'boolean',
    'wind-mail': 'boolean',
  })
})

it('has announcements that the shop can show, and one that says nothing', () => {
  const variants = Object.values(flags.announcement?.variants ?? {})
  expect(variants.filter((value) => parseAnnouncement(value) === null)).toEqual([NO_ANNOUNCEMENT])
})
