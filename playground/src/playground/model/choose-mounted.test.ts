import { expect, it } from 'vitest'
import { chooseMounted, LOADING_AT_ONCE, type MountingRequest } from './choose-mounted.ts'

const KEYS = Array.from({ length: 12 }, (_, index) => `cell ${index}`)
const NOTHING: ReadonlySet<string> = new Set()

function choose(request: Partial<MountingRequest>): readonly string[] {
  const mounted = chooseMounted({
    keys: KEYS,
    mounted: NOTHING,
    isNear: () => false,
    isDue: () => false,
    isLoading: () => true,
    ...request,
  })
  return [...mounted]
}

it('loads a few at a time, in the order of the sheet', () => {
  expect(choose({ isNear: () => true })).toEqual(KEYS.slice(0, LOADING_AT_ONCE))
})

it('goes on as soon as one has loaded', () => {
  const mounted = new Set(KEYS.slice(0, LOADING_AT_ONCE))
  const isLoading = (key: string): boolean => key !== KEYS[0]
  expect(choose({ isNear: () => true, mounted, isLoading })).toEqual(KEYS.slice(0, LOADING_AT_ONCE + 1))
})

it('loads what is in sight before what is only due', () => {
  const inSight = KEYS.slice(-2)
  const chosen = choose({ isNear: (key) => inSight.includes(key), isDue: () => true })
  expect(chosen).toEqual([...inSight, ...KEYS.slice(0, LOADING_AT_ONCE - 2)])
})

it('takes out what is out of sight and has been looked at', () => {
  const mounted = new Set(KEYS.slice(0, 3))
  expect(choose({ mounted, isDue: (key) => key === KEYS[1] })).toEqual([KEYS[1]])
})

it('forgets cells that the sheet does not have any more', () => {
  expect(choose({ mounted: new Set(['another']), isNear: () => true })).not.toContain('another')
})

it('returns the same set where nothing changes', () => {
  const mounted = new Set(KEYS.slice(0, 2))
  const request = { keys: KEYS, mounted, isNear: (key: string) => mounted.has(key) }
  expect(chooseMounted({ ...request, isDue: () => false, isLoading: () => false })).toBe(mounted)
})
