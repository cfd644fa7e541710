import { createDevtoolsRegistry, type InspectableClient, type OverrideSupport } from '@halyard/devtools'
import { addShare, encodeShare } from '@halyard/protocol/share'
import type { EvaluationContext } from '@halyard/schema'
import { expect, it, vi } from 'vitest'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage } from '../storage/panel-storage.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from '../testing/sample-flags.ts'
import { createDirectTransport } from '../transport/direct-transport.ts'
import { createPanelModel } from './panel-model.ts'
import { createPanelSession } from './panel-session.ts'
import { writeScenarioFile } from './scenario-file.ts'
import { planState } from './state-plan.ts'

const HERO = sampleFlag('hero', { value: 'a', type: 'string' })
const FEE = sampleFlag('fee', { value: 1, type: 'number' })

async function open(
  area = memoryStorageArea(),
  overriding?: OverrideSupport,
  description: Partial<ReturnType<InspectableClient['describe']>> = {},
) {
  const contexts: (EvaluationContext | 'own')[] = []
  const client = createMemoryClient(
    [HERO, FEE, sampleFlag('locked')],
    {
      methods: {
        'set-context': ({ context }) => {
          contexts.push(context)
          return null
        },
        'reset-context': () => {
          contexts.push('own')
          return null
        },
      },
    },
    overriding,
  )
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  registry.register({ ...client, describe: () => ({ ...client.describe(), ...description }) })
  const model = createPanelModel({ transport: createDirectTransport(registry) })
  const { scenarios } = createPanelSession(model, createPanelStorage(area))
  await vi.waitFor(() => expect(scenarios.place.value).not.toBeNull())
  const values = () => ['hero', 'fee'].map((flagKey) => client.report(flagKey)?.value)
  const place = () => scenarios.place.value ?? expect.fail('no client')
  return { scenarios, client, contexts, values, place }
}

const whenValues = (values: () => unknown, expected: unknown) =>
  vi.waitFor(() => expect(values()).toEqual(expected))

it('says what a state would change before it does, and puts it in place of all that is overridden', async () => {
  const { scenarios, client, values, place, contexts } = await open()
  client.setOverride('fee', 9, {})
  await vi.waitFor(() => expect(place().client.flag('fee')?.value).toBe(9))
  const state = {
    overrides: new Map<string, string | number>([
      ['hero', 'b'],
      ['new', 'x'],
      ['locked', 'not a boolean'],
    ]),
    context: { targetingKey: 'u2', plan: 'team' },
  }
  expect(planState(state, place())).toEqual({
    flags: [
      { kind: 'set', flagKey: 'hero', from: 'a', to: 'b', isKnown: true },
      { kind: 'set', flagKey: 'new', from: undefined, to: 'x', isKnown: false },
      { kind: 'unfit', flagKey: 'locked', from: true, to: 'not a boolean', wanted: 'boolean', isKnown: true },
      { kind: 'reset', flagKey: 'fee', from: 9, to: 1, isKnown: true },
    ],
    unchanged: 0,
    context: [{ attribute: 'targetingKey', from: 'u1', to: 'u2' }],
  })
  await scenarios.apply(state, 'Bold', true)
  await whenValues(values, ['b', 1])
  expect(contexts).toEqual([state.context])
  await vi.waitFor(() =>
    expect(planState({ overrides: new Map([['hero', 'b']]) }, place()).unchanged).toBe(1),
  )

  scenarios.notice.value?.undo()
  await whenValues(values, ['a', 9])
  await vi.waitFor(() => expect(contexts[1]).toBe('own'))
})

it('has overrides end when their sender wanted, where the client can, and gives back where others held', async () => {
  const { scenarios, client, place } = await open(memoryStorageArea(), {
    scopes: ['tab', 'origin'],
    canExpire: true,
    isKept: true,
  })
  const override = (flagKey: string) => client.report(flagKey)?.override
  client.setOverride('fee', 9, { scope: 'origin', expiresAtMs: 9_000 })
  await vi.waitFor(() => expect(place().client.flag('fee')?.value).toBe(9))
  await scenarios.apply({ overrides: new Map([['hero', 'b']]), expiresAtMs: 5_000 }, 'Bold', false)
  await vi.waitFor(() => expect(override('hero')).toEqual({ scope: 'tab', expiresAtMs: 5_000 }))
  expect(override('fee')).toBeUndefined()
  await vi.waitFor(() => expect(place().client.flag('fee')?.value).toBe(1))
  scenarios.notice.value?.undo()
  await vi.waitFor(() => expect(override('fee')).toEqual({ scope: 'origin', expiresAtMs: 9_000 }))
})

it('gives back the context that somebody had set before', async () => {
  const context = { targetingKey: 'u9' }
  const { scenarios, contexts } = await open(memoryStorageArea(), undefined, {
    context,
    contextOverride: { own: {}, scope: 'tab' },
  })
  await scenarios.apply({ overrides: new Map(), context: { targetingKey: 'u2' } }, 'Two', true)
  scenarios.notice.value?.undo()
  await vi.waitFor(() => expect(contexts).toEqual([{ targetingKey: 'u2' }, context]))
})

it('keeps, renames and deletes scenarios for every panel, and takes a deletion back where it was', async () => {
  const area = memoryStorageArea()
  const { scenarios } = await open(area)
  const names = () => scenarios.scenarios.list.value.map(({ name }) => name)
  for (const name of ['A', 'B', 'B']) await scenarios.keep({ overrides: new Map([['hero', name]]) }, name)
  expect(names()).toEqual(['A', 'B', 'B (2)'])
  expect(scenarios.kept.value?.overrides.get('hero')).toBe('B')
  await scenarios.rename(scenarios.kept.value ?? expect.fail('none is shown'), 'A')
  expect(names()).toEqual(['A', 'B', 'A (2)'])
  const [first] = scenarios.scenarios.list.value
  await scenarios.remove(first ?? expect.fail('none is kept'))
  expect(names()).toEqual(['B', 'A (2)'])
  scenarios.notice.value?.undo()
  await vi.waitFor(() => expect(names()).toEqual(['A', 'B', 'A (2)']))
  const other = await open(area)
  await vi.waitFor(() => expect(other.scenarios.scenarios.list.value).toHaveLength(3))
})

it('imports what a file has, with new names where they are taken, and takes that back', async () => {
  const { scenarios } = await open()
  await scenarios.keep({ overrides: new Map() }, 'A')
  await scenarios.receive(
    writeScenarioFile([{ overrides: new Map(), name: 'A' }, { overrides: new Map() }]),
    0,
  )
  expect(scenarios.scenarios.list.value.map(({ name }) => name)).toEqual(['A', 'A (2)', 'Scenario'])
  scenarios.notice.value?.undo()
  await vi.waitFor(() => expect(scenarios.scenarios.list.value).toHaveLength(1))
})

it('shows what somebody sent, and applies nothing of it by itself', async () => {
  const { scenarios, values } = await open()
  const share = { overrides: new Map([['hero', 'b']]), expiresAtMs: 2_000 }
  await scenarios.receive(addShare('https://shop.example/', encodeShare(share)), 1_000)
  expect(scenarios.shown.value).toEqual({ kind: 'received', share, snapshot: null })
  expect(values()).toEqual(['a', 1])
  await scenarios.receive('something else', 1_000)
  expect(scenarios.problem.value).toMatch(/No state was found/)
  await scenarios.receive('{"flags":{}}', 1_000)
  expect(scenarios.problem.value).toMatch(/Compare tab/)
})
