import { deleteDB } from 'idb'
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

const denied = (): never => {
  throw new DOMException('sandboxed', 'SecurityError')
}

beforeEach(async () => {
  localStorage.clear()
  await deleteDB('halyard-anonymous')
})

afterEach(() => vi.restoreAllMocks())

it('makes one key up, and keeps it over page loads', async () => {
  const first = await (await page())()
  expect(Object.keys(first)).toEqual(['targetingKey'])
  expect(first.targetingKey).toMatch(/^[0-9a-z]+(-[0-9a-z]+){3}$/)
  expect(await (await page())()).toEqual(first)
  localStorage.clear()
  expect(await (await page())()).toEqual(first)
  localStorage.clear()
  await deleteDB('halyard-anonymous')
  expect(await (await page())()).not.toEqual(first)
})

it('agrees with pages that are opened at the same moment', async () => {
  const pages = await Promise.all(Array.from({ length: 8 }, page))
  const keys = await Promise.all(pages.map((create) => create()))
  expect(new Set(keys.map(({ targetingKey }) => targetingKey)).size).toBe(1)
  expect(localStorage.getItem(STORAGE_KEY)).toBe(keys[0]?.targetingKey)
})

it('opens nothing where local storage has the key', async () => {
  const first = await (await page())()
  const open = vi.spyOn(indexedDB, 'open')
  expect(await (await page())()).toEqual(first)
  expect(open).not.toHaveBeenCalled()
})

it('keeps the key where one of the two storages is denied', async () => {
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(denied)
  const inDatabase = await (await page())()
  expect(await (await page())()).toEqual(inDatabase)
  vi.restoreAllMocks()
  await deleteDB('halyard-anonymous')
  vi.spyOn(indexedDB, 'open').mockImplementation(denied)
  const inLocalStorage = await (await page())()
  expect(await (await page())()).toEqual(inLocalStorage)
  expect(inLocalStorage).not.toEqual(inDatabase)
})

it('has one key per page where both are denied', async () => {
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(denied)
  vi.spyOn(indexedDB, 'open').mockImplementation(denied)
  const create = await page()
  const first = await create()
  expect(await create()).toEqual(first)
  expect(await (await page())()).not.toEqual(first)
})
