import { describe, expect, it } from 'vitest'
import { createStarredFlags, originOf } from './starred-flags.ts'

const SHOP = 'https://shop.example'

function memory(text: string | null = null) {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem(_: string, next: string) {
      storage.text = next
    },
  }
  return storage
}

describe('stars', () => {
  it('belong to an origin, and are there the next time', () => {
    const storage = memory()
    const stars = createStarredFlags(storage)
    for (const flagKey of ['hero', 'fee', '__proto__']) stars.toggle(SHOP, flagKey)
    stars.toggle(SHOP, 'fee')
    expect([...stars.of(SHOP)]).toEqual(['hero', '__proto__'])
    expect([...stars.of('https://other.example')]).toEqual([])
    expect([...createStarredFlags(storage).of(SHOP)]).toEqual(['hero', '__proto__'])
  })

  it('of the origins that were starred longest ago make room', () => {
    const storage = memory()
    const stars = createStarredFlags(storage)
    for (let number = 0; number <= 100; number++) stars.toggle(`https://${number}.example`, 'hero')
    const next = createStarredFlags(storage)
    expect([next.of('https://0.example').size, next.of('https://100.example').size]).toEqual([0, 1])
  })

  it.each(['no JSON', '{}', '7', '[7]', 'null'])('survive that storage holds %j', (text) => {
    const stars = createStarredFlags(memory(text))
    stars.toggle(SHOP, 'hero')
    expect([...stars.of(SHOP)]).toEqual(['hero'])
  })

  it('hold until the panel closes where nothing can be stored', () => {
    const refuse = () => {
      throw new Error('denied')
    }
    const stars = createStarredFlags({ getItem: refuse, setItem: refuse })
    stars.toggle(SHOP, 'hero')
    expect([...stars.of(SHOP)]).toEqual(['hero'])
  })
})

it.each([
  ['https://shop.example:8443/basket?a#b', 'https://shop.example:8443'],
  ['about:blank', 'null'],
  ['', 'null'],
])('the origin of %j is %j', (url, origin) => {
  expect(originOf(url)).toBe(origin)
})
