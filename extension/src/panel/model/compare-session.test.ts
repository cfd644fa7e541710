import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDevtoolsRegistry } from '@halyard/devtools'
import { encodeShare } from '@halyard/protocol/share'
import { expect, it, onTestFinished, vi } from 'vitest'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage } from '../storage/panel-storage.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from '../testing/sample-flags.ts'
import { DIFFERENCE_WORDS } from '../text/compare.ts'
import { createDirectTransport } from '../transport/direct-transport.ts'
import type { SiteAccess } from '../transport/site-access.ts'
import { compareOutcomes } from './compare-outcomes.ts'
import { comparisonTable } from './comparison-table.ts'
import type { FlagOutcome } from './page-snapshot.ts'
import { createPanelModel } from './panel-model.ts'
import { createPanelSession } from './panel-session.ts'

const OCCASION = { name: 'Before', nowMs: 1_000, userAgent: 'Test/1' }

/** A person who lets nothing be read. */
const REFUSING: SiteAccess = {
  watch: () => () => undefined,
  request: async () => false,
  borrow: async () => null,
}

async function open(area = memoryStorageArea(), siteAccess?: SiteAccess) {
  const client = createMemoryClient([
    sampleFlag('hero', { value: 'a', variant: 'control', type: 'string', reason: 'TARGETING_MATCH' }),
    sampleFlag('fee', { value: 1, type: 'number' }),
  ])
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  registry.register(client)
  const model = createPanelModel({
    transport: { ...createDirectTransport(registry), ...(siteAccess && { siteAccess }) },
  })
  const { comparison } = createPanelSession(model, createPanelStorage(area))
  await vi.waitFor(() => expect(comparison.place.value).not.toBeNull())
  const differences = () => comparison.rows.value.map(({ flagKey, difference }) => [flagKey, difference])
  return { comparison, client, differences }
}

it('names the first part in which two outcomes differ', () => {
  const here = new Map<string, FlagOutcome>([
    ['value', { value: { a: 1, b: 2 }, reason: 'STATIC' }],
    ['variant', { value: 1, variant: 'on', reason: 'STATIC' }],
    ['reason', { value: 1, reason: 'STATIC' }],
    ['same', { value: { a: [1], b: 2 }, reason: 'STATIC' }],
    ['here', { reason: 'STATIC' }],
  ])
  const there = new Map<string, FlagOutcome>([
    ['value', { value: { a: 1, b: 3 }, variant: 'x', reason: 'SPLIT' }],
    ['variant', { value: 1, variant: 'off', reason: 'SPLIT' }],
    ['reason', { value: 1, reason: 'SPLIT' }],
    ['same', { value: { b: 2, a: [1] }, reason: 'STATIC' }],
    ['__proto__', { reason: 'STATIC' }],
  ])
  const compared = compareOutcomes(here, there)
  expect(compared.map(({ flagKey, difference }) => [flagKey, difference])).toEqual([
    ['__proto__', 'only-there'],
    ['here', 'only-here'],
    ['reason', 'reason'],
    ['same', 'none'],
    ['value', 'value'],
    ['variant', 'variant'],
  ])
  expect(comparisonTable(compared.slice(4), ['Flag', 'Here', 'There', ''], DIFFERENCE_WORDS)).toBe(
    [
      '| Flag | Here | There |  |',
      '| --- | --- | --- | --- |',
      '| `value` | `{"a":1,"b":2}` `STATIC` | `{"a":1,"b":3}` `x` `SPLIT` | value |',
      '| `variant` | `1` `on` `STATIC` | `1` `off` `SPLIT` | variant |',
      '',
    ].join('\n'),
  )
})

it('compares with a snapshot of another panel, follows the page, and filters', async () => {
  const area = memoryStorageArea()
  const elsewhere = await open(area)
  await elsewhere.comparison.keepSnapshot(OCCASION)
  await elsewhere.comparison.keepSnapshot(OCCASION)
  const { comparison, client, differences } = await open(area)
  await vi.waitFor(() =>
    expect(comparison.snapshots.list.value.map(({ name }) => name)).toEqual(['Before', 'Before (2)']),
  )
  comparison.compareWith(comparison.snapshots.list.value[0] ?? null)
  expect(differences()).toEqual([])
  client.setOverride('hero', 'b', {})
  client.serve(sampleFlag('new'))
  await vi.waitFor(() =>
    expect(differences()).toEqual([
      ['hero', 'value'],
      ['new', 'only-here'],
    ]),
  )
  comparison.filter.value = 'only-here'
  expect(differences()).toEqual([['new', 'only-here']])
  comparison.filter.value = 'all'
  comparison.search.value = 'E R'
  expect(differences()).toEqual([['hero', 'value']])
})

it('evaluates a file of flags for the context of this page', async () => {
  const { comparison, differences } = await open()
  const rule = { if: [{ '==': [{ var: 'plan' }, 'team'] }, 'b', 'a'] }
  const flags = {
    hero: { state: 'ENABLED', variants: { a: 'a', b: 'b' }, defaultVariant: 'a', targeting: rule },
    fee: { state: 'ENABLED', variants: { low: 1 }, defaultVariant: 'low' },
  }
  await comparison.receive(JSON.stringify({ flags }), 'production.json', 1_000)
  expect(comparison.rows.value).toMatchObject([
    { flagKey: 'fee', difference: 'variant' },
    { flagKey: 'hero', difference: 'value', there: { value: 'b', variant: 'b', reason: 'TARGETING_MATCH' } },
  ])
  await comparison.receive(encodeShare({ overrides: new Map() }), '', 1_000)
  expect(comparison.problem.value).toMatch(/Scenarios tab/)
  await comparison.receive('{"flags": 7}', 'broken.json', 1_000)
  expect(comparison.problem.value).toMatch(/cannot be used: \/flags/)
  expect(differences()).toHaveLength(2)
})

it('evaluates what a service serves, again whenever that is read again', async () => {
  let fee = 2
  const flag = () => ({ state: 'ENABLED', variants: { now: fee }, defaultVariant: 'now' })
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ revision: `a.${fee}`, flagSet: { flags: { fee: flag() } } }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { comparison } = await open()
  const reading = comparison.readAddress({ url, clientKey: '' }, 1_000)
  expect(comparison.isReading.value).toBe(true)
  await comparison.readAddress({ url: 'another', clientKey: '' }, 1_000)
  await reading
  expect([comparison.isReading.value, comparison.problem.value]).toEqual([false, null])
  const there = () => comparison.rows.value.find(({ flagKey }) => flagKey === 'fee')?.there?.value
  expect(there()).toBe(2)
  fee = 3
  const other = comparison.other.value
  const source = other?.kind === 'flag-file' ? other.source : undefined
  expect(source).toEqual({ address: { url, clientKey: '' }, readAtMs: 1_000 })
  await comparison.readAddress(source?.address ?? expect.fail('no address'), 2_000)
  expect(there()).toBe(3)
})

it('keeps what it compares with where an address cannot be read, and says why', async () => {
  const { comparison, differences } = await open(memoryStorageArea(), REFUSING)
  await comparison.receive('{"flags":{}}', 'none.json', 1_000)
  await comparison.readAddress({ url: 'https://flags.example.com/', clientKey: '' }, 1_000)
  expect(comparison.problem.value).toMatch(/was not allowed to let the panel read from https:/)
  expect(differences()).toHaveLength(2)
})

it('deletes a snapshot, and takes that back', async () => {
  const { comparison } = await open()
  await comparison.keepSnapshot(OCCASION)
  const [snapshot] = comparison.snapshots.list.value
  await comparison.remove(snapshot ?? expect.fail('none is kept'))
  expect([comparison.snapshots.list.value, comparison.other.value]).toEqual([[], null])
  await comparison.restore()
  expect(comparison.snapshots.list.value.map(({ name }) => name)).toEqual(['Before'])
})
