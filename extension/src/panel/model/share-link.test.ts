import { decodeShare, takeShare } from '@halyard/protocol/share'
import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { expect, it } from 'vitest'
import { MAX_QR_LENGTH, shareLink } from './share-link.ts'

const state = { overrides: new Map([['hero', 'bold']]), expiresAtMs: 2_000 }

it('is the address of the page with the share in its fragment', () => {
  const result = shareLink('https://shop.example/cart?page=2#/total', state)
  const { text, rest } = takeShare(result.ok ? result.link : '')
  expect(rest).toBe('https://shop.example/cart?page=2#/total')
  expect(decodeShare(text ?? '')).toEqual({ ok: true, share: state })
})

it.each([
  ['about:srcdoc', /no address/],
  ['file:///home/index.html', /no address/],
  ['', /no address/],
  [`https://shop.example/?${'x'.repeat(8_000)}`, /no address/],
])('is none for %j', (address, problem) => {
  expect(shareLink(address, state)).toEqual({ ok: false, problem: expect.stringMatching(problem) })
})

it('says that there is too much', () => {
  const overrides = new Map([['hero', 'x'.repeat(60_000)]])
  expect(shareLink('https://shop.example/', { overrides })).toEqual({
    ok: false,
    problem: expect.stringContaining('fewer flags'),
  })
})

it('fits into a QR code that another eye reads, up to the length that is promised and no further', () => {
  const link = (length: number) => `https://shop.example/#${'aZ09-_'.repeat(500)}`.slice(0, length)
  expect(readCode(link(MAX_QR_LENGTH))).toBe(link(MAX_QR_LENGTH))
  expect(() => readCode(link(MAX_QR_LENGTH + 1))).toThrow()
})

/** Draws a code as the panel does, four pixels to the module, and has it read from the picture. */
function readCode(text: string): string {
  const scale = 4
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: 4 })
  const size = modules.length * scale
  const data = new Uint8ClampedArray(size * size * 4).fill(255)
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3)
    }
  }
  return decodeQR({ width: size, height: size, data })
}
