import { hash } from 'node:crypto'
import type { EvaluationContext, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { createBulkEvaluations } from './bulk-evaluations.ts'
import { followCompiledFlags } from './compiled-flags.ts'
import { EVERY_OUTCOME, ofrepScene } from './testing/ofrep-scene.ts'

const { 'later/on': READS_TIME, ...TIMELESS } = EVERY_OUTCOME.flags
const STREAMS = [{ type: 'sse', endpoint: { requestUri: '/ofrep/v1/stream' } }]

/** Flags that end otherwise for each of the contexts below, one of them with an error that names what the context says. */
const EVERY_WAY: FlagSet = {
  flags: {
    ...TIMELESS,
    echo: { state: 'ENABLED', variants: { on: true, off: false }, targeting: { var: 'plan' } },
    many: {
      state: 'ENABLED',
      variants: Object.fromEntries(Array.from({ length: 80 }, (_, number) => [`v${number}`, number])),
      targeting: { cat: ['v', { var: 'number' }] },
    },
  },
  metadata: { team: 'web' },
}

const CONTEXTS: readonly EvaluationContext[] = [
  {},
  { plan: 'crew' },
  { plan: 'guest' },
  { plan: 'on' },
  { plan: 'x'.repeat(2_000) },
  ...Array.from({ length: 10 }, (_, number) => ({ targetingKey: `guest-${number}` })),
  ...Array.from({ length: 80 }, (_, number) => ({ targetingKey: `user-${number}`, plan: 'off', number })),
]

/** What all flags are, put together of what each is, which nobody remembers. */
async function expectedAnswer({ evaluate, store }: ReturnType<typeof ofrepScene>, context: object) {
  const { flags, metadata = {} } = store.current().flagSet
  const texts = await Promise.all(
    Object.keys(flags).map(async (key) => (await evaluate({ context }, key)).text()),
  )
  const body = `{"flags":[${texts.join()}],"metadata":${JSON.stringify(metadata)},"eventStreams":${JSON.stringify(STREAMS)}}`
  return { body, etag: `"${hash('sha1', body, 'base64url')}"`, length: String(Buffer.byteLength(body)) }
}

async function givenAnswer({ evaluate }: ReturnType<typeof ofrepScene>, context: object) {
  const response = await evaluate({ context })
  const { headers } = response
  return { body: await response.text(), etag: headers.get('etag'), length: headers.get('content-length') }
}

describe('all flags', () => {
  it('are the same byte for byte whoever has asked before, and how often', async () => {
    const scene = ofrepScene({ flagSet: EVERY_WAY })
    const sets = [
      EVERY_WAY,
      { flags: { ...EVERY_WAY.flags, static: TIMELESS.split } },
      // what was added comes last
      { flags: { ...EVERY_WAY.flags, 'later/on': READS_TIME } },
    ]
    for (const [index, flagSet] of (sets as FlagSet[]).entries()) {
      scene.store.replaceFlagSet(flagSet)
      const contexts = index % 2 === 0 ? CONTEXTS : CONTEXTS.toReversed()
      const expected = await Promise.all(contexts.map((context) => expectedAnswer(scene, context)))
      for (let turn = 0; turn < 4; turn += 1) {
        expect(await Promise.all(contexts.map((context) => givenAnswer(scene, context)))).toEqual(expected)
      }
    }
  })

  it('are made once for contexts that get the same', () => {
    const { store } = ofrepScene({ flagSet: EVERY_WAY })
    const bulk = createBulkEvaluations(store, followCompiledFlags(store), () => undefined)
    const ask = (context: EvaluationContext) => bulk.answer(JSON.stringify({ context }), '[]', 0)
    ask({ city: 'Bern' })
    const answer = ask({ city: 'Basel' })
    for (const city of ['Chur', 'Basel', 'Bern']) expect(ask({ city })).toBe(answer)
    expect(ask({ city: 'Bern', plan: 'crew' })).not.toEqual(answer)
  })

  it('are made anew where a flag ends in more ways than are kept', () => {
    const { store } = ofrepScene({ flagSet: EVERY_WAY })
    const bulk = createBulkEvaluations(store, followCompiledFlags(store), () => undefined)
    const ask = (number: number) => bulk.answer(JSON.stringify({ context: { number } }), '[]', 0)
    const turns = Array.from({ length: 3 }, () => Array.from({ length: 80 }, (_, number) => ask(number)))
    expect(turns[1]).toEqual(turns[2])
    expect(turns[1]?.filter((answer, number) => answer === turns[2]?.[number])).toHaveLength(66)
  })

  it('follow the time, however often the same is asked', async () => {
    let nowMs = 1_000_000
    const scene = ofrepScene({ now: () => nowMs })
    const variantOf = async () => {
      const { flags } = JSON.parse((await givenAnswer(scene, {})).body)
      return flags.find(({ key }: { readonly key: string }) => key === 'later/on').variant
    }
    for (let turn = 0; turn < 4; turn += 1) expect(await variantOf()).toBe('off')
    nowMs = 2_000_000
    for (let turn = 0; turn < 4; turn += 1) expect(await variantOf()).toBe('on')
    nowMs = 1_999_999
    expect(await variantOf()).toBe('off')
    scene.store.replaceFlagSet({
      flags: { ...TIMELESS, 'later/on': { ...READS_TIME, targeting: {} } as never },
    })
    for (let turn = 0; turn < 4; turn += 1) expect(await variantOf()).toBe('off')
  })

  it('are told of when time alone changes them, whoever else was told before', async () => {
    let nowMs = 1_000_000
    const changesAt = (second: number, plan: string) => ({
      ...TIMELESS.static,
      targeting: {
        if: [
          { and: [{ '==': [{ var: 'plan' }, plan] }, { '>=': [{ var: '$flagd.timestamp' }, second] }] },
          'off',
        ],
      },
    })
    const flagSet = { flags: { early: changesAt(2000, 'guest'), late: changesAt(3000, 'crew') } } as FlagSet
    const { store } = ofrepScene({ flagSet })
    const told: number[] = []
    const bulk = createBulkEvaluations(store, followCompiledFlags(store), (atMs) => void told.push(atMs))
    const ask = (plan: string) => bulk.answer(JSON.stringify({ context: { plan } }), '[]', nowMs)
    for (let turn = 0; turn < 3; turn += 1) {
      for (const plan of ['guest', 'crew', 'nobody']) ask(plan)
      expect(told.splice(0)).toEqual([2_000_000, 3_000_000])
    }
    nowMs = 2_000_000
    for (let turn = 0; turn < 3; turn += 1) {
      for (const plan of ['guest', 'crew', 'nobody']) ask(plan)
      expect(told.splice(0)).toEqual([3_000_000])
    }
  })

  it('name the stream of the key that came with the request', async () => {
    const scene = ofrepScene({ flagSet: EVERY_WAY, admitsClient: () => true })
    for (const key of ['one', 'two', 'one', 'one', 'two', 'two']) {
      const response = await scene.evaluate({ context: {} }, undefined, { 'X-API-Key': key })
      expect(await response.text()).toContain(`"/ofrep/v1/stream?key=${key}"`)
    }
  })
})
