import { expect, it } from 'vitest'
import { addShare, takeShare } from './share-address.ts'

it.each([
  ['/cart', '/cart#halyard-share=1.a'],
  ['/cart?page=2', '/cart?page=2#halyard-share=1.a'],
  ['/cart#', '/cart#halyard-share=1.a'],
  ['/cart#total', '/cart#total&halyard-share=1.a'],
  ['/#/cart', '/#/cart?halyard-share=1.a'],
  ['/#/cart?page=2', '/#/cart?page=2&halyard-share=1.a'],
])('puts a share into %s, and leaves the address behind when it is taken out', (address, withShare) => {
  expect(addShare(address, '1.a')).toBe(withShare)
  expect(takeShare(withShare)).toEqual({ text: '1.a', rest: address.replace(/#$/, '') })
})

it('takes the place of the share that is there', () => {
  expect(addShare('/?halyard-share=1.a&page=2', '1.b')).toBe('/?page=2#halyard-share=1.b')
})

it.each([
  ['/?halyard-share=1.a', '/', '1.a'],
  ['/?halyard-share=1.a#total', '/#total', '1.a'],
  ['/?page=%7E+2&halyard-share=1.a&q=why?#', '/?page=%7E+2&q=why?#', '1.a'],
  ['/?halyard-share=1.a&halyard-share=1.b', '/', '1.b'],
  ['/?halyard-share=1.a&x=1&halyard-share=1.b#halyard-share=1.c', '/?x=1', '1.c'],
  ['/?halyard-share=', '/', ''],
  ['/?not-halyard-share=1.a#halyard-shares=1', '/?not-halyard-share=1.a#halyard-shares=1', null],
])('takes the share out of %s', (address, rest, text) => {
  expect(takeShare(address)).toEqual({ text, rest })
})
