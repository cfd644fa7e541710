import { beforeAll, expect, it } from 'vitest'
import { encodeBase64url } from '../base64url.ts'
import { encodeShare, MAX_SHARE_LENGTH } from './share-format.ts'
import { signShare, verifyShare } from './share-signature.ts'

const { subtle } = crypto
const state = { overrides: new Map([['hero', 'bold']]), expiresAtMs: 2_000 }
const generate = () => subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>

let [ours, other]: readonly CryptoKeyPair[] = []
beforeAll(async () => {
  ;[ours, other] = await Promise.all([generate(), generate()])
})

const sign = (pair: CryptoKeyPair | undefined) => signShare(state, pair?.privateKey as CryptoKey, subtle)
const verify = (text: string, pairs: readonly (CryptoKeyPair | undefined)[] = [ours], nowMs = 1_000) =>
  verifyShare(text, { publicKeys: pairs.map((pair) => pair?.publicKey as CryptoKey), subtle, nowMs })

it('gives what any of the known keys signed', async () => {
  const text = await sign(ours)
  expect(text).toBe(encodeURIComponent(text))
  expect(await verify(text)).toEqual({ ok: true, share: state })
  expect(await verify(text, [other, ours])).toEqual({ ok: true, share: state })
})

it('says which: unsigned, wrong signature, expired', async () => {
  const text = await sign(ours)
  const [version, body, signature] = text.split('.')
  const forged = encodeShare({ ...state, overrides: new Map([['hero', 'evil']]) })
  expect(await verify(encodeShare(state))).toMatchObject({ code: 'unsigned' })
  expect(await verify(text, [other])).toMatchObject({ code: 'wrong-signature' })
  expect(await verify(text, [])).toMatchObject({ code: 'wrong-signature' })
  expect(await verify(`${forged}.${signature}`)).toMatchObject({ code: 'wrong-signature' })
  expect(await verify(text.slice(0, -1))).toMatchObject({ code: 'wrong-signature' })
  expect(await verify(`${version}.${body}.`)).toMatchObject({ code: 'wrong-signature' })
  expect(await verify(`${version}.${body}.not*base64`)).toMatchObject({ code: 'malformed' })
  expect(await verify(text, [ours], 2_000)).toMatchObject({ code: 'expired' })
  expect(await verify('2.AAAA.AAAA')).toMatchObject({ code: 'other-version' })
})

it('does not tell an expired forgery that its time is over: it is a forgery', async () => {
  expect(await verify(await sign(other), [ours], 2_000)).toMatchObject({ code: 'wrong-signature' })
})

it('takes no signature that the key made for another purpose', async () => {
  const text = encodeShare(state)
  const bytes = new TextEncoder().encode(text)
  const signature = await subtle.sign('Ed25519', ours?.privateKey as CryptoKey, bytes)
  expect(await verify(`${text}.${encodeBase64url(new Uint8Array(signature))}`)).toMatchObject({
    code: 'wrong-signature',
  })
})

it('does not sign what becomes too long by it', async () => {
  const long = (length: number) => ({ overrides: new Map([['a', 'x'.repeat(length)]]), expiresAtMs: 2_000 })
  const fits = Math.floor((MAX_SHARE_LENGTH - 2) * 0.75) - encodedOverhead()
  expect(encodeShare(long(fits)).length).toBeGreaterThan(MAX_SHARE_LENGTH - 80)
  await expect(signShare(long(fits), ours?.privateKey as CryptoKey, subtle)).rejects.toThrow(
    /cannot be shared/,
  )

  function encodedOverhead(): number {
    return JSON.stringify({ o: { a: '' }, e: 2_000 }).length
  }
})
