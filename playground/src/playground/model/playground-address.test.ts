import { describe, expect, it } from 'vitest'
import { formatPlaygroundAddress, parsePageUrl, parsePlaygroundAddress } from './playground-address.ts'

const SHOP = 'http://127.0.0.1:4890/'

describe('playground address', () => {
  it('has defaults', () => {
    expect(parsePlaygroundAddress('', SHOP)).toEqual({ pageUrl: SHOP, viewport: 'desktop', zoom: 'fit' })
    expect(formatPlaygroundAddress({ pageUrl: SHOP, viewport: 'desktop', zoom: 'fit' }, SHOP)).toBe('')
  })

  it('comes back as it was written', () => {
    const address = {
      pageUrl: 'https://example.com/käse?a=1&b=2#top',
      flagKey: 'hero & "more" ⛵',
      viewport: 'phone',
      zoom: 50,
    } as const
    const query = formatPlaygroundAddress(address, SHOP)
    expect(parsePlaygroundAddress(query, SHOP)).toEqual({
      ...address,
      pageUrl: new URL(address.pageUrl).href,
    })
  })

  it('replaces what makes no sense by the default', () => {
    const query = '?page=javascript:alert(1)&viewport=toString&zoom=33&flag='
    expect(parsePlaygroundAddress(query, SHOP)).toEqual({ pageUrl: SHOP, viewport: 'desktop', zoom: 'fit' })
  })
})

describe('parsePageUrl', () => {
  it.each([
    ['http://localhost:5173', 'http://localhost:5173/'],
    ['localhost:5173/cart', 'http://localhost:5173/cart'],
    ['127.0.0.1:4890', 'http://127.0.0.1:4890/'],
    [' example.com ', 'https://example.com/'],
    ['example.com:8080/a', 'https://example.com:8080/a'],
  ])('reads %s', (typed, url) => {
    expect(parsePageUrl(typed)).toBe(url)
  })

  it.each(['', '  ', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'http://', 'a b'])(
    'refuses "%s"',
    (typed) => {
      expect(parsePageUrl(typed)).toBeNull()
    },
  )
})
