import { describe, expect, it } from 'vitest'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage } from '../storage/panel-storage.ts'
import { createStarredFlags, MAX_STARRED_ORIGINS, originOf } from './starred-flags.ts'

const SHOP = 'https://shop.example'

/** Opens a panel, and waits until it has read what is stored. */
async function open(area = memoryStorageArea()) {
  const stars = createStarredFlags(createPanelStorage(area))
  await new Promise(setImmediate)
  return stars
}

describe('stars', () => {
  it('belong to an origin, and are there the next time', async () => {
    const area = memoryStorageArea()
    const stars = await open(area)
    for (const flagKey of ['hero', 'fee', '__proto__']) await stars.toggle(SHOP, flagKey)
    await stars.toggle(SHOP, 'fee')
    expect([...stars.of(SHOP)]).toEqual(['hero', '__proto__'])
    expect([...stars.of('https://other.example')]).toEqual([])
    expect([...(await open(area)).of(SHOP)]).toEqual(['hero', '__proto__'])
  })

  it('of another window are not lost', async () => {
    const area = memoryStorageArea()
    const [first, second] = [await open(area), await open(area)]
    await first.toggle(SHOP, 'hero')
    await second.toggle(SHOP, 'fee')
    expect([...(await open(area)).of(SHOP)]).toEqual(['hero', 'fee'])
  })

  it('of the origins that were starred longest ago make room', async () => {
    const stars = await open()
    for (let number = 0; number <= MAX_STARRED_ORIGINS; number++)
      await stars.toggle(`https://${number}.example`, 'hero')
    expect(stars.of('https://0.example').size).toBe(0)
    expect(stars.of(`https://${MAX_STARRED_ORIGINS}.example`).size).toBe(1)
  })

  it('survive that something else is stored', async () => {
    const area = memoryStorageArea()
    await area.set('starred-flags', { version: 1, value: [7, { origin: SHOP, flagKeys: 'hero' }] })
    const stars = await open(area)
    await stars.toggle(SHOP, 'hero')
    expect([...(await open(area)).of(SHOP)]).toEqual(['hero'])
  })

  it('hold until the panel closes where nothing can be stored', async () => {
    const refuse = () => Promise.reject(new Error('denied'))
    const stars = createStarredFlags(createPanelStorage({ get: refuse, set: refuse }))
    await stars.toggle(SHOP, 'hero')
    await stars.toggle(SHOP, 'fee')
    expect([...stars.of(SHOP)]).toEqual(['hero', 'fee'])
  })
})

it.each([
  ['https://shop.example:8443/basket?a#b', 'https://shop.example:8443'],
  ['about:blank', 'null'],
  ['', 'null'],
])('the origin of %j is %j', (url, origin) => {
  expect(originOf(url)).toBe(origin)
})
