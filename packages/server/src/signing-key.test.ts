import { generateKeyPairSync } from 'node:crypto'
import { ENDPOINTS, type Snapshot, splitSignature } from '@halyard/protocol/wire'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { expect, it, onTestFinished } from 'vitest'
import { createFlagService } from './flag-service.ts'
import { createMemoryStore } from './memory-store.ts'
import { parseSigningKey } from './signing-key.ts'

const hero = { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' } as const

const PEM = { type: 'pkcs8', format: 'pem' } as const

const newPem = (): string => generateKeyPairSync('ed25519').privateKey.export(PEM).toString()

/** Checks as a page does, with a public key in the form that pages have it. */
async function isGenuine(publicKey: string, json: string): Promise<boolean> {
  const payload = splitSignature(json)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey }
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify'])
  if (!payload) return false
  return crypto.subtle.verify('Ed25519', key, payload.signature, new TextEncoder().encode(payload.signed))
}

it('signs so that the public key confirms it, and nothing that was altered', async () => {
  const { publicKey, sign } = parseSigningKey(newPem())
  expect(publicKey).toMatch(/^[\w-]{43}$/)
  const json = sign('{"revision":"l.1","note":"größer 𝄞"}')
  expect(await isGenuine(publicKey, json)).toBe(true)
  expect(await isGenuine(publicKey, json.replace('l.1', 'l.2'))).toBe(false)
  expect(await isGenuine(parseSigningKey(newPem()).publicKey, json)).toBe(false)
})

it.each([
  ['', /no private key in PEM/],
  ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', /openssl genpkey/],
  [
    generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    /no private key/,
  ],
  [generateKeyPairSync('x25519').privateKey.export(PEM).toString(), /key for x25519/],
  [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(PEM).toString(), /key for ec/],
])('says what is wrong with a key that is none (%#)', (pem, message) => {
  expect(() => parseSigningKey(pem)).toThrow(message)
})

it('signs the snapshot, its event and every change, and leaves the rest as it is', async () => {
  const signingKey = parseSigningKey(newPem())
  const store = createMemoryStore({ flagSet: { flags: { other: hero, another: hero, third: hero } } })
  const service = createFlagService({ store, signingKey })
  onTestFinished(() => service.close())
  const get = (path: string, headers = {}) =>
    service.fetch(new Request(`http://service.test${path}`, { headers }))

  const body = await (await get(ENDPOINTS.snapshot)).text()
  expect(await isGenuine(signingKey.publicKey, body)).toBe(true)
  const { revision, flagSet } = JSON.parse(body) as Snapshot
  expect({ revision, flagSet }).toEqual(store.current())

  const live = texts(await get(ENDPOINTS.stream))
  const [hello, snapshot] = [await live(), await live()]
  store.replaceFlagSet({ flags: { ...store.current().flagSet.flags, hero } })
  const change = await live()
  const late = texts(await get(ENDPOINTS.stream, { 'last-event-id': revision }))
  expect(JSON.parse(await late())).toEqual({ ...JSON.parse(hello), revision: store.current().revision })
  expect(await late()).toBe(change)
  expect(splitSignature(hello)).toBeUndefined()
  expect(snapshot).toBe(body)
  expect(await isGenuine(signingKey.publicKey, change)).toBe(true)
})

/** Reads the data of a stream's events, one after the other, as they were sent. */
function texts(response: Response): () => Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  onTestFinished(() => reader.cancel())
  return async () => (await reader.read()).value?.data ?? ''
}
