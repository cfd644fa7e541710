import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRateLimit } from '../credentials/rate-limit.ts'
import { openFileStore } from '../file-store.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createTriggerFiring } from '../triggers/fire-trigger.ts'
import { createMemoryTriggers } from '../triggers/memory-triggers.ts'
import { KILL } from '../triggers/testing/trigger-store-contract.ts'
import { openAdmission } from './admission.ts'
import { createManagementApi } from './management-api.ts'
import { problem } from './problem.ts'
import { type Answer, type ManagementScene, manage } from './testing/management-scene.ts'

const set = {
  flags: { checkout: toggle('on'), banner: toggle('on') },
  $evaluators: { partners: { var: 'partner' } },
}
const kill = { name: 'kill', flagKey: 'checkout', intent: 'disable', reason: 'too many errors' }

/** Makes a trigger, and gives its address. */
async function make({ ask }: Pick<ManagementScene, 'ask'>, body: object = {}): Promise<string> {
  const made = await ask('/triggers', { body: { ...kill, ...body } })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.path
}

const fire = ({ ask }: Pick<ManagementScene, 'ask'>, path: string, body: unknown = ''): Promise<Answer> =>
  ask(path, { method: 'POST', body })

describe('a trigger', () => {
  it('makes its change once, with revision and audit entry, and then says that it is made', async () => {
    const scene = manage(set)
    const path = await make(scene)
    expect(path).toMatch(/^\/halyard\/v1\/triggers\/halyard_tr_[\w-]{43}$/)
    expect(scene.production.current().revision).toBe('line.0')
    expect(await fire(scene, path)).toMatchObject({
      status: 200,
      body: { status: 'written', message: 'kill: done.' },
    })
    expect(scene.production.authored().flagSet.flags.checkout).toEqual({ ...toggle('on'), state: 'DISABLED' })
    const note = { author: 'trigger:kill', action: 'disable', reason: 'too many errors' }
    expect(scene.production.audit()).toMatchObject([{ revision: 'line.1', ...note }])
    expect(await fire(scene, path)).toMatchObject({
      status: 200,
      body: { status: 'unchanged', message: expect.stringContaining('nothing was written') },
    })
    expect(scene.production.current().revision).toBe('line.1')
  })

  it.each([
    ['enable', {}],
    ['rollout', { weights: { off: 25 } }],
    ['target', { segment: 'partners', variant: 'off' }],
    ['schedule', { stages: [{ at: '2099-01-01T00:00:00Z', weights: { off: 100 } }] }],
    ['trial', { targetingKey: 'customer-7', variant: 'off', until: '2099-01-01T00:00:00Z' }],
  ])('may be made for "%s", and writes nothing the second time', async (intent, input) => {
    const scene = manage({
      ...set,
      flags: { ...set.flags, checkout: { ...toggle('on'), state: 'DISABLED' } },
    })
    const path = await make(scene, { intent, input })
    expect((await fire(scene, path)).body.status).toBe('written')
    expect((await fire(scene, path)).body.status).toBe('unchanged')
    expect(scene.production.audit()).toMatchObject([{ author: 'trigger:kill', action: intent }])
  })

  it.each([
    ['nothing', undefined],
    ['what an alert hook sends', { alerts: [{ status: 'firing' }] }],
    ['no JSON', '{'],
    ['a text', 'text/plain'],
    ['much', 'x'.repeat(3 * 2 ** 20)],
  ])('takes %s as a body, and passes over it', async (_, body) => {
    const scene = manage(set)
    const path = await make(scene)
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const answer = await scene.ask(path, { method: 'POST', body, ...(body !== undefined && { headers }) })
    expect([answer.status, answer.body.status]).toEqual([200, 'written'])
  })

  it('does nothing for a link preview, and tells it how to use any address', async () => {
    const scene = manage(set)
    const path = await make(scene)
    const shown = await scene.ask(path)
    expect([shown.status, shown.body.message]).toEqual([200, expect.stringContaining('send POST')])
    expect((await scene.ask('/halyard/v1/triggers/nonsense')).body).toEqual(shown.body)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const refused = await scene.ask(path, { method, body: {} })
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST'])
    }
    expect((await scene.ask('/triggers')).body.triggers).toMatchObject([{ useCount: 0, lastUsedAtMs: null }])
    expect(scene.production.current().revision).toBe('line.0')
  })

  it('is listed with its uses, and without its secret', async () => {
    const scene = manage(set)
    const path = await make(scene, { expiresAt: '2026-12-24T00:00:00Z' })
    scene.nowMs += 5000
    await fire(scene, path)
    const { body } = await scene.ask('/triggers')
    expect(body.triggers).toEqual([
      {
        ...kill,
        input: {},
        createdBy: 'ada',
        createdAtMs: scene.nowMs - 5000,
        expiresAtMs: Date.parse('2026-12-24T00:00:00Z'),
        useCount: 1,
        lastUsedAtMs: scene.nowMs,
      },
    ])
    expect(JSON.stringify(body)).not.toContain(path.split('/').at(-1))
    const elsewhere = await scene.ask('/halyard/v1/environments/staging/triggers')
    expect(elsewhere.body.triggers).toEqual([])
  })

  it('does nothing when it was revoked or has expired', async () => {
    const scene = manage(set)
    const [revoked, expired] = [
      await make(scene),
      await make(scene, { name: 'short', expiresAt: scene.nowMs / 1000 + 60 }),
    ]
    expect((await scene.ask('/triggers/kill?dryRun=true', { method: 'DELETE' })).status).toBe(200)
    expect(await scene.ask('/triggers/kill', { method: 'DELETE' })).toMatchObject({
      status: 200,
      body: { trigger: { name: 'kill' } },
    })
    expect((await scene.ask('/triggers/kill', { method: 'DELETE' })).body.error.code).toBe(
      'TRIGGER_NOT_FOUND',
    )
    expect(await fire(scene, revoked)).toMatchObject({
      status: 404,
      body: { error: { code: 'UNKNOWN_TRIGGER' } },
    })
    scene.nowMs += 60_000
    expect(await fire(scene, expired)).toMatchObject({
      status: 410,
      body: { error: { code: 'TRIGGER_EXPIRED' } },
    })
    expect(scene.production.current().revision).toBe('line.0')
  })

  it('says that its change is not possible any more, and nothing of what there is', async () => {
    const scene = manage(set)
    const path = await make(scene, { intent: 'target', input: { segment: 'partners', variant: 'off' } })
    scene.production.replaceFlagSet({ flags: set.flags, $evaluators: { secret: true } })
    const { status, body } = await fire(scene, path)
    expect([status, body.error.code]).toEqual([409, 'TRIGGER_REFUSED'])
    expect(body.error.message).toContain('INVALID_INPUT')
    scene.production.replaceFlagSet({ flags: {}, $evaluators: { secret: true } })
    const gone = (await fire(scene, path)).body
    expect(gone.error.message).toContain('FLAG_NOT_FOUND')
    expect(JSON.stringify([body, gone])).not.toMatch(/"secret"|partners/)
    expect((await scene.ask('/triggers')).body.triggers).toMatchObject([{ useCount: 2 }])
  })

  it('hands on that the store fails, so that hooks try again', async () => {
    const scene = manage(set)
    const path = await make(scene)
    scene.production.write = async () => {
      throw new Error('disk on fire')
    }
    expect(await fire(scene, path)).toMatchObject({ status: 503, body: { error: { code: 'STORE_FAILED' } } })
  })
})

describe('a trigger is not made', () => {
  it.each([
    [{ name: '' }, 400, 'INVALID_INPUT', /"name"/],
    [{ name: 'x'.repeat(257) }, 400, 'INVALID_INPUT', /256/],
    [{ flagKey: 7 }, 400, 'INVALID_INPUT', /"flagKey"/],
    [{ flagKey: 'chekout' }, 404, 'FLAG_NOT_FOUND', /chekout/],
    [{ intent: 'explode' }, 400, 'INVALID_INPUT', /"intent" is none of archive, disable/],
    [{ intent: undefined }, 400, 'INVALID_INPUT', /"intent"/],
    [{ intent: 'rollout', input: [] }, 400, 'INVALID_INPUT', /"input"/],
    [{ intent: 'rollout' }, 400, 'INVALID_INPUT', /"weights"/],
    [{ intent: 'rollout', input: { weights: { blue: 1 } } }, 400, 'INVALID_INPUT', /blue/],
    [{ expiresAt: 'tomorrow' }, 400, 'INVALID_INPUT', /"expiresAt" is no instant/],
    [{ expiresAt: 1000 }, 400, 'INVALID_INPUT', /"expiresAt" is in the past/],
  ])('with %j', async (body, status, code, message) => {
    const { ask } = manage(set)
    const refused = await ask('/triggers', { body: { ...kill, ...body } })
    expect([refused.status, refused.body.error.code]).toEqual([status, code])
    expect(refused.body.error.message).toMatch(message)
    expect((await ask('/triggers')).body.triggers).toEqual([])
  })

  it('twice with one name', async () => {
    const scene = manage(set)
    const path = await make(scene)
    const again = await scene.ask('/triggers', { body: { ...kill, flagKey: 'banner' } })
    expect([again.status, again.body.error.code]).toEqual([409, 'TRIGGER_EXISTS'])
    expect((await fire(scene, path)).body.status).toBe('written')
  })

  it('by a dry run, which says what it would do', async () => {
    const { ask } = manage(set)
    const { status, body } = await ask('/triggers?dryRun=true', { body: kill })
    expect([status, body.sample.flags.checkout.changedShare]).toEqual([200, 1])
    expect((await ask('/triggers')).body.triggers).toEqual([])
  })

  it('for a file that is not written back, and is for one that is', async () => {
    const path = join(await temporaryFolder(), 'flags.json')
    writeFileSync(path, JSON.stringify(set))
    for (const isWritable of [false, true]) {
      const store = await openFileStore({ path, isWritable })
      onTestFinished(() => store.close())
      const environments = new Map([['development', store]])
      const api = createManagementApi({ environments, admission: openAdmission('ada') })
      const post = async (address: string, body: object) => {
        const headers = { 'Content-Type': 'application/json' }
        const init = { method: 'POST', headers, body: JSON.stringify(body) }
        const response = await api.fetch(new Request(`http://localhost${address}`, init))
        return { status: response.status, body: (await response.json()) as Answer['body'] }
      }
      const made = await post('/halyard/v1/environments/development/triggers', kill)
      if (isWritable) {
        expect((await post(made.body.path, {})).body.status).toBe('written')
        expect(store.authored().flagSet.flags.checkout?.state).toBe('DISABLED')
      } else {
        expect([made.status, made.body.error.code]).toEqual([403, 'READ_ONLY'])
        expect(made.body.error.message).toContain('start the service with --write')
      }
    }
  })
})

describe('how often', () => {
  it('a trigger may be fired is bounded, each on its own, and wrong addresses together', async () => {
    const scene = manage(set)
    const triggers = createMemoryTriggers()
    const secret = triggers.issue(KILL) ?? ''
    const other = triggers.issue({ ...KILL, name: 'other' }) ?? ''
    const limit = () => createRateLimit({ burst: 2, perSecond: 1 })
    const environments = new Map([['production', scene.production]])
    const fireAt = createTriggerFiring({ triggers, environments, perTrigger: limit(), wrong: limit() })
    const codes = async (fired: string, count: number, nowMs = 0) => {
      const replies = await Promise.all(Array.from({ length: count }, () => fireAt(fired, nowMs)))
      return replies.map((reply) => ('code' in reply ? reply.code : 'done'))
    }
    expect(await codes('wrong', 3)).toEqual(['UNKNOWN_TRIGGER', 'UNKNOWN_TRIGGER', 'RATE_LIMITED'])
    expect(await codes(secret, 3)).toEqual(['done', 'done', 'RATE_LIMITED'])
    expect(await codes(other, 1)).toEqual(['done'])
    expect(await fireAt(secret, 0)).toEqual(problem('RATE_LIMITED', '1'))
    expect(await codes(secret, 1, 1000)).toEqual(['done'])
    expect(triggers.find(secret)?.useCount).toBe(3)
  })
})
