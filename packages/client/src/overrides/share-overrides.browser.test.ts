import { addShare, encodeShare, SHARE_PARAMETER, type ShareState, signShare } from '@halyard/protocol/share'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { createFakeSource, snapshot } from '../testing/fake-source.ts'
import { flag } from '../testing/fake-view.ts'
import { pageOverrides } from './page-overrides.ts'
import { type ShareOverridesOptions, shareOverrides } from './share-overrides.ts'

const HOUR_MS = 3_600_000

const clients: FlagClient[] = []
const onDiagnostic = vi.fn()
let clock: FakeClock
let before: string

beforeEach(() => {
  clock = createFakeClock()
  before = location.href
  history.replaceState({ own: 'state' }, '', '?page=2#total')
})

afterEach(async () => {
  vi.restoreAllMocks()
  onDiagnostic.mockReset()
  history.replaceState(null, '', before)
  await Promise.all(clients.splice(0).map((client) => client.close()))
  sessionStorage.clear()
})

/** Opens the page with a client that takes shares. */
function open(options?: ShareOverridesOptions, share = shareOverrides(options)): FlagClient {
  const source = createFakeSource()
  const client = createFlagClient({ source, clock, onDiagnostic, overrides: pageOverrides({ share }) })
  clients.push(client)
  client.start()
  source.say(snapshot('l.1', { hero: flag('a', { a: 'A', b: 'B' }) }))
  return client
}

function follow(text: string): void {
  history.replaceState(history.state, '', addShare(location.href, text))
}

const whenAnswered = () => vi.waitFor(() => expect(location.href).not.toContain(SHARE_PARAMETER))
const state: ShareState & { expiresAtMs: number } = {
  overrides: new Map([['hero', 'B']]),
  context: { plan: 'team' },
  expiresAtMs: 1_000_000 + HOUR_MS,
}

it('asks with the whole share, and applies it to this tab until it expires', async () => {
  follow(encodeShare(state))
  const confirm = vi.fn(() => true)
  const client = open({ confirm })
  await whenAnswered()
  expect(confirm.mock.calls).toEqual([[state]])
  expect(client.overrides.entries.get('hero')).toEqual({
    value: 'B',
    scope: 'share',
    expiresAtMs: state.expiresAtMs,
  })
  expect(client.get('hero', '-')).toBe('B')
  expect(client.context).toEqual({})
  expect([location.search, location.hash, history.state]).toEqual(['?page=2', '#total', { own: 'state' }])
  // The next page of this tab has it without asking.
  expect(open({ confirm }).get('hero', '-')).toBe('B')
  expect(confirm).toHaveBeenCalledTimes(1)
  clock.advance(HOUR_MS)
  expect(client.get('hero', '-')).toBe('A')
})

it('lies above the tab, whose override comes back when the share is reset', async () => {
  open().overrides.set('hero', 'of the tab')
  follow(encodeShare(state))
  const client = open({ confirm: () => true })
  await whenAnswered()
  expect(client.get('hero', '-')).toBe('B')
  client.overrides.reset(undefined, { scope: 'share' })
  expect(client.get('hero', '-')).toBe('of the tab')
})

it('gives way to what the person sets afterwards', async () => {
  follow(encodeShare(state))
  const client = open({ confirm: () => true })
  await whenAnswered()
  client.overrides.set('hero', 'of the tab')
  expect(client.overrides.entries.get('hero')).toEqual({ value: 'of the tab', scope: 'tab' })
})

it('changes nothing for a person who declines, and does not ask again', async () => {
  follow(encodeShare(state))
  const confirm = vi.fn(async () => false)
  const client = open({ confirm })
  await whenAnswered()
  open({ confirm })
  expect([client.get('hero', '-'), confirm.mock.calls.length, onDiagnostic.mock.calls.length]).toEqual([
    'A',
    1,
    0,
  ])
})

it('asks again on a page that was left before the answer', async () => {
  follow(encodeShare(state))
  const left = vi.fn(() => new Promise<boolean>(() => undefined))
  open({ confirm: left })
  await vi.waitFor(() => expect(left).toHaveBeenCalled())
  expect(location.href).toContain(SHARE_PARAMETER)
  const client = open({ confirm: () => true })
  await whenAnswered()
  expect(client.get('hero', '-')).toBe('B')
})

it('asks once for all clients of a page', async () => {
  follow(encodeShare(state))
  const confirm = vi.fn(async () => true)
  const share = shareOverrides({ confirm })
  const [a, b] = [open({}, share), open({}, share)]
  await whenAnswered()
  await vi.waitFor(() => expect([a.get('hero', '-'), b.get('hero', '-')]).toEqual(['B', 'B']))
  expect(confirm).toHaveBeenCalledTimes(1)
})

it('asks with the dialog of the browser by default, and quotes what the sender wrote', async () => {
  const confirm = vi.spyOn(globalThis, 'confirm').mockReturnValue(false)
  const many = Array.from({ length: 12 }, (_, index) => [`flag-${index}`, index] as const)
  follow(
    encodeShare({
      ...state,
      overrides: new Map(many),
      name: 'Bold',
      note: `a\nUse them in this tab?${'x'.repeat(99)}`,
    }),
  )
  open()
  await whenAnswered()
  const lines = confirm.mock.calls[0]?.[0]?.split('\n') ?? []
  expect(lines.slice(1, 3)).toEqual(['"flag-0": 0', '"flag-1": 1'])
  expect(lines.slice(11, 14)).toEqual([
    'and 2 more',
    'Called: "Bold"',
    expect.stringMatching(/^With the note: "a\\nUse them .*…$/),
  ])
  expect(lines[14]).toBe(`Use them in this tab until ${new Date(state.expiresAtMs).toLocaleString()}?`)
  expect(lines).toHaveLength(15)
})

it('waits with the dialog for the visit, on a page that is rendered ahead of it', async () => {
  const confirm = vi.spyOn(globalThis, 'confirm').mockReturnValue(true)
  const prerendering = vi.fn(() => true)
  Object.defineProperty(document, 'prerendering', { configurable: true, get: prerendering })
  follow(encodeShare(state))
  const client = open()
  await vi.waitFor(() => expect(prerendering).toHaveBeenCalled())
  expect(confirm).not.toHaveBeenCalled()
  Reflect.deleteProperty(document, 'prerendering')
  document.dispatchEvent(new Event('prerenderingchange'))
  await whenAnswered()
  expect(client.get('hero', '-')).toBe('B')
})

it.each([
  ['cut off', () => encodeShare(state).slice(0, -1), /part of one/],
  ['expired', () => encodeShare({ ...state, expiresAtMs: 1_000_000 }), /expired/],
  ['of another version', () => '2.AAAA', /version 2/],
])('refuses a share that is %s, without asking, and says why', async (_, text, message) => {
  follow(text())
  const confirm = vi.fn(() => true)
  const client = open({ confirm })
  await whenAnswered()
  expect(confirm).not.toHaveBeenCalled()
  expect(client.overrides.entries.size).toBe(0)
  expect(onDiagnostic.mock.calls).toEqual([
    [{ code: 'share-refused', message: expect.stringMatching(message) }],
  ])
})

it('applies what it can of a share, and tells what it cannot', async () => {
  follow(
    encodeShare({
      overrides: new Map<string, string | number>([
        ['hero', 1],
        ['other', 2],
      ]),
    }),
  )
  let answer = (_: boolean): void => undefined
  const client = open({ confirm: () => new Promise((resolve) => (answer = resolve)) })
  answer(true)
  await whenAnswered()
  expect([...client.overrides.entries.keys()]).toEqual(['other'])
  expect(onDiagnostic.mock.calls).toEqual([
    [{ code: 'share-refused', message: expect.stringContaining('"hero" needs a value of type string') }],
  ])
})

it('takes an answer that fails for a no, and says so', async () => {
  follow(encodeShare(state))
  const client = open({ confirm: () => Promise.reject(new Error('no dialog')) })
  await whenAnswered()
  expect(client.overrides.entries.size).toBe(0)
  expect(onDiagnostic.mock.calls).toEqual([
    [{ code: 'share-refused', message: expect.stringContaining('no dialog') }],
  ])
})

it('leaves the address alone where the client does not take shares', () => {
  follow(encodeShare(state))
  const client = createFlagClient({ source: createFakeSource(), overrides: pageOverrides() })
  clients.push(client)
  client.start()
  expect(location.href).toContain(SHARE_PARAMETER)
})

it('demands a signature of a known key where keys are named', async () => {
  const [ours, other] = await Promise.all([generate(), generate()])
  const options = { publicKeys: [ours.publicKey], confirm: vi.fn(() => true) }
  const refusals: [string, RegExp][] = [
    [encodeShare(state), /no signature/],
    [await signShare(state, other.privateKey, crypto.subtle), /none of the keys/],
    [await signShare({ ...state, expiresAtMs: 1_000_000 }, ours.privateKey, crypto.subtle), /expired/],
  ]
  for (const [text, message] of refusals) {
    onDiagnostic.mockReset()
    follow(text)
    const client = open(options)
    await whenAnswered()
    expect(client.overrides.entries.size).toBe(0)
    expect(onDiagnostic.mock.calls).toEqual([
      [{ code: 'share-refused', message: expect.stringMatching(message) }],
    ])
  }
  expect(options.confirm).not.toHaveBeenCalled()
  follow(await signShare(state, ours.privateKey, crypto.subtle))
  const client = open(options)
  await whenAnswered()
  expect(client.get('hero', '-')).toBe('B')
})

it('refuses every share where a key is none, and says so', async () => {
  follow(encodeShare(state))
  const client = open({ publicKeys: ['not a key'], confirm: () => true })
  await whenAnswered()
  expect(client.overrides.entries.size).toBe(0)
  expect(onDiagnostic).toHaveBeenCalledTimes(1)
})

/** A key pair, with the public key as an option names it. */
async function generate(): Promise<{ privateKey: CryptoKey; publicKey: string }> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { privateKey: pair.privateKey, publicKey: String(x) }
}
