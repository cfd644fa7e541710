import type { EvaluationContext, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import type { ExplainedFlag } from '../explain/explain-flags.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { manage } from './testing/management-scene.ts'

const atNoon = Date.parse('2026-12-01T12:00:00Z')
const set: FlagSet = {
  flags: {
    checkout: { ...toggle('off'), targeting: { if: [{ $ref: 'crew' }, 'on'] } },
    sale: {
      ...toggle('off'),
      targeting: { if: [{ '>=': [{ var: '$flagd.timestamp' }, atNoon / 1000] }, 'on'] },
    },
    stopped: { ...toggle('on'), state: 'DISABLED' },
    faulty: { ...toggle('on'), targeting: { if: [true, 'blue'] } },
    internal: { ...toggle('on'), 'x-visibility': 'server', 'x-management': { owner: 'ada' } },
    old: { ...toggle('on'), 'x-archived': true },
  },
  $evaluators: { crew: { '==': [{ var: 'plan' }, 'crew'] } },
}

function scene() {
  const { ask } = manage(set)
  return {
    ask,
    byAddress: (context: string, flag?: string) =>
      ask(`/explain?${new URLSearchParams({ context, ...(flag !== undefined && { flag }) })}`),
    byBody: (body: object) => ask('/explain', { body }),
  }
}

describe('GET …/explain', () => {
  it('says what every flag is that a server may see, and why', async () => {
    const { byAddress } = scene()
    const { status, etag, body } = await byAddress('{"plan":"crew"}')
    expect([status, etag]).toEqual([200, '"line.0"'])
    expect(body).toMatchObject({
      revision: 'line.0',
      atMs: Date.parse('2026-12-01T00:00:00Z'),
      omittedFlags: 0,
    })
    const table = body.flags.map(({ key, visibility, value, variant, reason }: ExplainedFlag) => [
      key,
      visibility,
      value,
      variant,
      reason,
    ])
    expect(table).toEqual([
      ['checkout', 'client', true, 'on', 'TARGETING_MATCH'],
      ['sale', 'client', false, 'off', 'DEFAULT'],
      ['stopped', 'client', null, null, 'DISABLED'],
      ['faulty', 'client', null, null, 'ERROR'],
      ['internal', 'server', true, 'on', 'STATIC'],
    ])
    expect(JSON.stringify(body)).not.toContain('owner')
  })

  it('tells the rule tree, in sentences too', async () => {
    const { byAddress } = scene()
    const [checkout] = (await byAddress('{"plan":"crew"}', 'checkout')).body.flags
    expect(checkout.sentences).toEqual([
      '"on" because crew.',
      '  crew is true',
      '    plan == "crew" is true',
      '      plan is "crew"',
    ])
    expect(checkout).toMatchObject({
      decidedBy: '/flags/checkout/targeting/if/0',
      tree: { operator: 'if', decided: true, children: [{ operator: '$ref', result: true }] },
      omittedNodes: 0,
      errorCode: null,
    })
    const [faulty] = (await byAddress('{}', 'faulty')).body.flags
    expect(faulty.errorCode).toBe('GENERAL')
  })

  it('tells when time alone changes a flag, and what it is then', async () => {
    const { ask, production } = manage(set)
    const sale = async () => (await ask('/explain?context={}&flag=sale')).body.flags[0] as ExplainedFlag
    expect(await sale()).toMatchObject({ variant: 'off', nextChangeAtMs: atNoon })
    expect((await ask('/explain?context={}&flag=checkout')).body.flags[0].nextChangeAtMs).toBeNull()
    const later = manage(production.authored().flagSet)
    later.nowMs = atNoon
    const { flags } = (await later.ask('/explain?context={}&flag=sale')).body
    expect(flags).toMatchObject([{ variant: 'on', nextChangeAtMs: null }])
  })

  it.each([
    [undefined, /there is no "context"/],
    ['{"plan":', /"context" is no JSON: {"plan":/],
    ['', /"context" is no JSON/],
    ['[]', /"context" is no JSON object/],
    ['null', /"context" is no JSON object/],
    ['{"targetingKey":7}', /"context.targetingKey" is no text/],
  ])('refuses the context %s, and says what is wrong with it', async (context, message) => {
    const { ask, byAddress } = scene()
    const answer = await (context === undefined ? ask('/explain') : byAddress(context))
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_INPUT'])
    expect(answer.body.error.message).toMatch(message)
  })

  it('tells a flag that there is not from one that nobody gets', async () => {
    const { byAddress } = scene()
    const codes = async (flag: string) => (await byAddress('{}', flag)).body.error.code
    expect(await codes('chekout')).toBe('FLAG_NOT_FOUND')
    expect(await codes('toString')).toBe('FLAG_NOT_FOUND')
    expect(await codes('old')).toBe('FLAG_ARCHIVED')
  })
})

describe('POST …/explain', () => {
  it('answers as GET does, also for a context that fits into no address', async () => {
    const { byAddress, byBody } = scene()
    const context: EvaluationContext = { targetingKey: 'user-7', plan: 'crew' }
    expect(await byBody({ context })).toMatchObject({
      status: 200,
      body: (await byAddress(JSON.stringify(context))).body,
    })
    const groups = Array.from({ length: 10_000 }, (_, index) => `group-${index}`)
    const { status, body } = await byBody({ context: { ...context, groups }, flag: 'checkout' })
    expect([status, body.flags[0].variant]).toEqual([200, 'on'])
  })

  it('refuses what is no context and no flag', async () => {
    const { byBody } = scene()
    for (const body of [{}, { context: [] }, { context: { targetingKey: null } }, { context: {}, flag: 7 }]) {
      expect(await byBody(body)).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } })
    }
  })
})

it('explains so many flags at most, and lets others in between', async () => {
  const flags = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, toggle('on')]))
  const { ask } = manage({ flags })
  const finished: string[] = []
  const [{ body }] = await Promise.all([
    ask('/explain?context={}').then((answer) => {
      finished.push('all')
      return answer
    }),
    new Promise<void>((resolve) => {
      setImmediate(() => {
        finished.push('another')
        resolve()
      })
    }),
  ])
  expect([body.flags.length, body.omittedFlags]).toEqual([10_000, 1])
  expect(finished).toEqual(['another', 'all'])
})
