import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { anonymousContext } from './anonymous-context.ts'

const STORAGE_KEY = 'halyard:anonymous:1'

/** The function as a page that was loaded just now has it. */
let pageNumber = 0
async function page(): Promise<typeof anonymousContext> {
  pageNumber += 1
  const module: { anonymousContext: typeof anonymousContext } = await import(
    /* @vite-ignore */ `./anonymous-context.ts?page=${pageNumber}`
  )
  return module.anonymousContext
}

function denyStorage(): void {
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('sandboxed', 'SecurityError')
  })
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('makes one key up, and keeps it over page loads', async () => {
  const first = await (await page())()
  expect(Object.keys(first)).toEqual(['targetingKey'])
  expect(first.targetingKey).toMatch(/^[0-9a-z]+(-[0-9a-z]+){3}$/)
  expect(await (await page())()).toEqual(first)
  localStorage.clear()
  expect(await (await page())()).not.toEqual(first)
})

it('agrees with tabs that are opened at the same moment', async () => {
  const pages = await Promise.all(Array.from({ length: 8 }, page))
  const keys = await Promise.all(pages.map((create) => create()))
  expect(new Set(keys.map(({ targetingKey }) => targetingKey)).size).toBe(1)
  expect(localStorage.getItem(STORAGE_KEY)).toBe(keys[0]?.targetingKey)
})

it('waits for no lock where there is a key', async () => {
  const { targetingKey } = await (await page())()
  const request = vi.spyOn(navigator.locks, 'request')
  expect(await (await page())()).toEqual({ targetingKey })
  expect(request).not.toHaveBeenCalled()
})

it('has one key per page where storage is denied or full', async () => {
  denyStorage()
  const create = await page()
  const [first, second] = [await create(), await create()]
  expect(second).toEqual(first)
  expect(await (await page())()).not.toEqual(first)
  vi.restoreAllMocks()
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const full = await page()
  expect(await full()).toEqual(await full())
})

it('works where there are no Web Locks', async () => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as never)
  const { targetingKey } = await (await page())()
  expect(localStorage.getItem(STORAGE_KEY)).toBe(targetingKey)
})
