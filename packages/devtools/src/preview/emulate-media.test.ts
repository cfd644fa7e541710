import { expect, it } from 'vitest'
import { emulateMedia } from './emulate-media.ts'

const ALWAYS = '(min-width: 0px)'
const NEVER = '(min-width: 1000000000px)'

it.each([
  ['(prefers-reduced-motion: reduce)', ALWAYS],
  ['(prefers-reduced-motion)', ALWAYS],
  ['( PREFERS-reduced-motion:NO-preference )', NEVER],
  ['not (prefers-reduced-motion: reduce)', `not ${ALWAYS}`],
  [
    'screen and (max-width: 40em) and (prefers-reduced-motion: reduce)',
    `screen and (max-width: 40em) and ${ALWAYS}`,
  ],
  ['(forced-colors: active), print', '(forced-colors: active), print'],
])('rewrites %s for reduced motion', (query, rewritten) => {
  expect(emulateMedia(query, { reducedMotion: true })).toBe(rewritten)
})

it('rewrites what belongs to forced colours, and both in one query', () => {
  const query =
    '(forced-colors: active) and (prefers-reduced-motion: no-preference) and (forced-colors: none)'
  expect(emulateMedia(query, { forcedColors: true })).toBe(
    `${ALWAYS} and (prefers-reduced-motion: no-preference) and ${NEVER}`,
  )
  expect(emulateMedia(query, { forcedColors: true, reducedMotion: true })).toBe(
    `${ALWAYS} and ${NEVER} and ${NEVER}`,
  )
  expect(emulateMedia(query, {})).toBe(query)
})
