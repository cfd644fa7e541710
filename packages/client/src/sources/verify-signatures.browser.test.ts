import { addSignature, type Change, encodeStreamEvent, type Snapshot } from '@halyard/protocol/wire'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import {
  createFakeStreamServer,
  type FakeConnection,
  type FakeStreamServer,
} from '../testing/fake-stream-server.ts'
import { flag } from '../testing/fake-view.ts'
import { streamSource } from './stream-source.ts'
import { verifySignatures } from './verify-signatures.ts'

interface Signer {
  readonly publicKey: string
  sign(json: string): Promise<string>
}

async function createSigner(): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return {
    publicKey: x,
    async sign(json) {
      const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(json))
      return addSignature(json, new Uint8Array(signature))
    },
  }
}

let ours: Signer
let theirs: Signer

beforeAll(async () => {
  ours = await createSigner()
  theirs = await createSigner()
})

afterEach(() => vi.restoreAllMocks())

describe('verifySignatures', () => {
  const json = '{"revision":"l.1","note":"größer 𝄞"}'

  it('accepts what one of its keys signed', async () => {
    const check = verifySignatures({ publicKeys: [theirs.publicKey, ours.publicKey] })
    expect(await check(await ours.sign(json))).toBeUndefined()
  })

  it('says what is wrong with anything else', async () => {
    const check = verifySignatures({ publicKeys: [ours.publicKey] })
    const altered = (await ours.sign(json)).replace('l.1', 'l.2')
    expect(await check(altered)).toContain('altered')
    expect(await check(await theirs.sign(json))).toContain('"publicKeys"')
    expect(await check(addSignature(json, Uint8Array.of(1)))).toContain('altered')
    expect(await check(json)).toContain('without a signature')
  })

  it.each([[[]], [['short']], [['=='.padStart(43, 'A')]]])('refuses the keys %j', (publicKeys) => {
    expect(() => verifySignatures({ publicKeys })).toThrow(TypeError)
  })

  it('accepts nothing where this page cannot check', async () => {
    const signed = await ours.sign(json)
    vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never)
    const check = verifySignatures({ publicKeys: [ours.publicKey] })
    expect(await check(signed)).toContain('must be secure (https)')
  })
})

describe('a client that checks signatures', () => {
  const pick = (variant: string) => flag(variant, { a: 'A', b: 'B', c: 'C' })
  const first: Snapshot = { revision: 'l.1', flagSet: { flags: { hero: pick('a') } } }
  const second: Change = { previous: 'l.1', revision: 'l.2', changes: { flags: { hero: pick('b') } } }
  const third: Change = { previous: 'l.2', revision: 'l.3', changes: { flags: { hero: pick('c') } } }
  const hello = encodeStreamEvent({ type: 'hello', revision: 'l.3', heartbeatMs: 1_000_000 })

  let server: FakeStreamServer
  let clock: FakeClock
  let client: FlagClient

  beforeEach(() => {
    server = createFakeStreamServer()
    clock = createFakeClock()
    client = createFlagClient({
      source: streamSource({
        url: 'https://flags.test',
        verify: verifySignatures({ publicKeys: [ours.publicKey] }),
        fetch: server.fetch,
        clock,
        random: () => 0.5,
      }),
      storage: memoryStorage(),
      tabs: false,
      clock,
    })
    client.start()
  })

  afterEach(() => client.close())

  async function connection(number: number): Promise<FakeConnection> {
    await vi.waitFor(() => expect(server.connections).toHaveLength(number))
    return server.connections[number - 1] as FakeConnection
  }

  async function event(type: string, data: object, signer = ours): Promise<string> {
    return `event: ${type}\ndata: ${await signer.sign(JSON.stringify(data))}\n\n`
  }

  const shows = (value: string): Promise<void> =>
    vi.waitFor(() => expect(client.get('hero', '-')).toBe(value))

  it('takes events in their order, however long a check takes', async () => {
    const stream = await connection(1)
    const verify = vi.spyOn(SubtleCrypto.prototype, 'verify')
    const values: unknown[] = []
    client.subscribe('hero', () => values.push(client.get('hero', '-')))
    const events = [
      await event('snapshot', first),
      await event('change', second),
      await event('change', third),
    ]
    stream.write(hello + events.join(''))
    await shows('C')
    expect(values).toEqual(['A', 'B', 'C'])
    expect(verify).toHaveBeenCalledTimes(3)
  })

  it('keeps the last good flags when one is forged, says so, and asks for everything with a growing wait', async () => {
    const stream = await connection(1)
    stream.write(hello + (await event('snapshot', first)))
    await shows('A')
    stream.write(await event('change', second, theirs))
    const reason = expect.stringContaining('"publicKeys"')
    await vi.waitFor(() =>
      expect(client.state).toMatchObject({
        status: 'reconnecting',
        revision: 'l.1',
        attempt: 1,
        error: reason,
      }),
    )
    clock.advance(500)
    const again = await connection(2)
    expect(again.headers.has('last-event-id')).toBe(false)
    again.write(hello + (await event('snapshot', { ...first, revision: 'l.9' }, theirs)))
    await vi.waitFor(() => expect(client.state).toMatchObject({ attempt: 2, error: reason }))
    expect(client.get('hero', '-')).toBe('A')
    clock.advance(1000)
    const honest = await connection(3)
    honest.write(
      hello + (await event('snapshot', { revision: 'l.3', flagSet: { flags: { hero: pick('c') } } })),
    )
    await vi.waitFor(() => expect(client.state).toEqual({ status: 'live', revision: 'l.3' }))
    expect(client.get('hero', '-')).toBe('C')
  })

  it('checks snapshots where streams do not get through', async () => {
    server.answer = (url) => (url.endsWith('/stream') ? new Response('', { status: 404 }) : null)
    ;(await connection(1)).end()
    await vi.waitFor(() => expect(clock.delaysMs).toContain(500))
    clock.advance(500)
    await connection(3)
    const forged = await theirs.sign(JSON.stringify(first))
    server.connections[2]?.write(forged)
    server.connections[2]?.end()
    await vi.waitFor(() => expect(client.state).toMatchObject({ error: expect.stringContaining('altered') }))
    expect(client.get('hero', '-')).toBe('-')
  })
})
