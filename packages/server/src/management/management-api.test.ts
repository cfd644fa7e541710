import type { Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { toggle } from '../testing/flag-store-contract.ts'
import { manage } from './testing/management-scene.ts'

const set: FlagSet = {
  flags: { checkout: toggle('off'), banner: toggle('on') },
  $evaluators: { staff: { '==': [{ var: 'role' }, 'staff'] }, crew: { var: 'crew' } },
}

describe('flags', () => {
  it('are listed and read, with their versions', async () => {
    const { ask } = manage(set)
    expect(await ask('/flags')).toMatchObject({
      status: 200,
      etag: '"line.0"',
      body: { revision: 'line.0', flags: [{ key: 'checkout', version: 'line.0', flag: toggle('off') }, {}] },
    })
    expect(await ask('/flags/checkout')).toMatchObject({
      status: 200,
      etag: '"line.0"',
      body: { flag: toggle('off') },
    })
    expect(await ask('/flags/chekout')).toMatchObject({
      status: 404,
      body: { error: { code: 'FLAG_NOT_FOUND', message: expect.stringContaining('chekout') } },
    })
  })

  it('are created once, replaced, and patched', async () => {
    const { ask, production } = manage(set)
    const created = await ask('/flags', { body: { key: 'a/b', flag: toggle('on'), reason: 'a try' } })
    expect(created).toMatchObject({ status: 201, etag: '"line.1"' })
    expect(production.audit()[0]).toMatchObject({ author: 'ada', action: 'create', reason: 'a try' })
    expect(await ask('/flags', { body: { key: 'a/b', flag: toggle('on') } })).toMatchObject({
      status: 409,
      body: { error: { code: 'FLAG_EXISTS' } },
    })
    expect(await ask('/flags/a%2Fb', { method: 'PUT', body: { flag: toggle('off') } })).toMatchObject({
      status: 200,
      etag: '"line.2"',
    })
    const patch = { variants: { on: null, maybe: true }, metadata: { team: 'web' } }
    await ask('/flags/a%2Fb', { method: 'PATCH', body: { patch } })
    expect((await ask('/flags/a%2Fb')).body.flag).toEqual({
      ...toggle('off'),
      variants: { off: false, maybe: true },
      metadata: { team: 'web' },
    })
  })

  it('are refused where they could not be used, with every issue in its place', async () => {
    const { ask, production } = manage(set)
    const flag = { ...toggle('on'), defaultVariant: 'onn' }
    const { status, body } = await ask('/flags/checkout', { method: 'PUT', body: { flag } })
    expect([status, body.error.code]).toEqual([422, 'INVALID_FLAG'])
    expect(body.error.issues).toMatchObject([
      { severity: 'error', pointer: '/flags/checkout/defaultVariant', fix: expect.stringContaining('"on"') },
    ])
    expect(production.current().revision).toBe('line.0')
  })

  it('are judged with those that they depend on, and warned of, not refused', async () => {
    const { ask } = manage(set)
    const prerequisites = (flag: string, variant: string) => ({
      ...toggle('on'),
      targeting: { if: [true, 'on'] },
      'x-prerequisites': [{ flag, variants: [variant] }],
    })
    const put = async (key: string, flag: object) =>
      (await ask(`/flags/${key}`, { method: 'PUT', body: { flag } })).body.issues.map(
        ({ pointer }: { pointer: string }) => pointer,
      )
    expect(await put('child', prerequisites('banner', 'on'))).toEqual([])
    expect(await put('child', prerequisites('banner', 'onn'))).toEqual([
      '/flags/child/x-prerequisites/0/variants/0',
    ])
    expect(await put('child', prerequisites('banne', 'on'))).toEqual(['/flags/child/x-prerequisites/0/flag'])
    expect(await put('child', prerequisites('grandchild', 'on'))).toHaveLength(1)
    expect(await put('grandchild', prerequisites('child', 'on'))).toEqual([
      '/flags/grandchild/x-prerequisites',
    ])
    expect(await put('child', { ...toggle('on'), targeting: { $ref: 'staf' } })).toEqual([
      '/flags/child/targeting/$ref',
    ])
  })

  it('may have a property of any name', async () => {
    const { ask } = manage(set)
    const flag = { ...toggle('on'), problem: 'BUSY', code: 1 }
    expect((await ask('/flags/__proto__', { method: 'PUT', body: { flag } })).status).toBe(200)
    expect((await ask('/flags/__proto__')).body.flag).toEqual(flag)
  })

  it('are archived and restored, and deleted only when archived', async () => {
    const { ask, production } = manage(set)
    expect(await ask('/flags/banner', { method: 'DELETE' })).toMatchObject({
      status: 409,
      body: { error: { code: 'NOT_ARCHIVED' } },
    })
    await ask('/flags/banner/archive', { body: {} })
    expect(Object.keys(production.current().flagSet.flags)).toEqual(['checkout'])
    const keys = async (query: string) =>
      (await ask(`/flags${query}`)).body.flags.map(({ key }: { key: string }) => key)
    expect([await keys(''), await keys('?archived=true')]).toEqual([['checkout'], ['checkout', 'banner']])
    await ask('/flags/banner/restore', { body: {} })
    expect(production.current().flagSet).toEqual({ flags: set.flags })
    await ask('/flags/banner/archive', { body: {} })
    expect((await ask('/flags/banner', { method: 'DELETE' })).status).toBe(200)
    expect(production.authored().flagSet.flags).not.toHaveProperty('banner')
  })

  it('go back to what they were, one or all of them', async () => {
    const { ask, production } = manage(set)
    await ask('/flags/checkout/disable', { body: {} })
    await ask('/flags/banner/disable', { body: {} })
    await ask('/flags/checkout/rollback', { body: { revision: 'line.0' } })
    expect(production.authored().flagSet.flags.checkout).toEqual(toggle('off'))
    expect(production.authored().flagSet.flags.banner?.state).toBe('DISABLED')
    expect((await ask('/rollback', { body: { revision: 'line.1' } })).status).toBe(200)
    expect(production.authored().flagSet.flags).toEqual({
      checkout: { ...toggle('off'), state: 'DISABLED' },
      banner: toggle('on'),
    })
    expect(production.audit().map(({ action }) => action)).toEqual([
      'rollback',
      'rollback',
      'disable',
      'disable',
    ])
    expect(await ask('/rollback', { body: { revision: 'line.9' } })).toMatchObject({
      status: 404,
      body: { error: { code: 'REVISION_NOT_FOUND' } },
    })
  })
})

describe('If-Match', () => {
  it('takes the ETag of a flag or the environment, and answers 409 with the other change', async () => {
    const { ask } = manage(set)
    const { etag } = await ask('/flags/checkout')
    const headers = { 'If-Match': etag ?? '' }
    await ask('/flags/banner/disable', { body: {} })
    expect((await ask('/flags/checkout/disable', { body: {}, headers })).status).toBe(200)
    const { status, body } = await ask('/flags/checkout/enable', { body: {}, headers })
    expect([status, body.error.code]).toEqual([409, 'CONFLICT'])
    expect(body.error).toMatchObject({
      version: 'line.2',
      other: { revision: 'line.2', author: 'ada', action: 'disable' },
    })
    const whole = (await ask('')).etag ?? ''
    expect((await ask('/flags/checkout/enable', { body: {}, headers: { 'If-Match': whole } })).status).toBe(
      200,
    )
  })

  it.each(['*', 'W/"line.0"', '"x"', 'line.0', '"line.0", "line.1"'])('refuses %s', async (tag) => {
    const { ask, production } = manage(set)
    const answer = await ask('/flags/checkout/disable', { body: {}, headers: { 'If-Match': tag } })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'INVALID_IF_MATCH' } } })
    expect(production.current().revision).toBe('line.0')
  })
})

describe('a dry run', () => {
  it('says what would change, and for what share, and changes nothing', async () => {
    const { ask, production } = manage(set)
    const { status, body } = await ask('/flags/checkout/rollout?dryRun=true', {
      body: { weights: { on: 25 } },
    })
    expect([status, body.isDryRun]).toEqual([200, true])
    expect(body.before).toEqual({ flags: { checkout: toggle('off') } })
    expect(body.sample).toMatchObject({ contexts: 1000, isGenerated: true })
    expect(body.sample.flags.checkout.changedShare).toBeCloseTo(0.25, 1)
    expect(production.current().revision).toBe('line.0')
  })

  it('of very many flags tries as many as it has time for', async () => {
    const { ask, staging } = manage(set)
    const many = Array.from({ length: 60 }, (_, index) => [`flag-${index}`, toggle('on')])
    staging.replaceFlagSet({ flags: Object.fromEntries(many) })
    const contexts = Array.from({ length: 10_000 }, (_, index) => ({ targetingKey: `${index}` }))
    const { body } = await ask('/copy?dryRun=true', { body: { from: 'staging', contexts } })
    expect(Object.keys(body.sample.flags)).toHaveLength(50)
    expect(body.sample.omittedFlags).toBe(12)
  })

  it('tries the contexts that are given, also for flags that depend on the change', async () => {
    const child: Flag = {
      ...toggle('off'),
      targeting: { if: [true, 'on'] },
      'x-prerequisites': [{ flag: 'banner', variants: ['on'] }],
    }
    const { ask } = manage({ ...set, flags: { ...set.flags, child } })
    const contexts = [{ targetingKey: 'a' }, { targetingKey: 'b' }]
    const { body } = await ask('/flags/banner/disable?dryRun=true', { body: { contexts } })
    expect(body.sample.flags).toMatchObject({
      banner: { changedShare: 1, examples: [{ context: contexts[0], before: 'on', after: null }, {}] },
      child: { changedShare: 1 },
    })
  })
})

describe('segments', () => {
  it('are written, read and deleted, unless a rule needs them', async () => {
    const { ask, production } = manage(set)
    const rule = { var: 'guest' }
    expect((await ask('/segments/guests', { method: 'PUT', body: { rule } })).etag).toBe('"line.1"')
    expect((await ask('/segments/guests')).body).toEqual({ name: 'guests', version: 'line.1', rule })
    expect((await ask('/segments')).body.segments).toHaveLength(3)
    await ask('/flags/banner/target', { body: { segment: 'guests', variant: 'off' } })
    expect(await ask('/segments/guests', { method: 'DELETE' })).toMatchObject({
      status: 409,
      body: { error: { code: 'SEGMENT_IN_USE' } },
    })
    expect((await ask('/segments/crew', { method: 'DELETE' })).status).toBe(200)
    expect(Object.keys(production.authored().flagSet.$evaluators ?? {})).toEqual(['staff', 'guests'])
  })
})

describe('environments', () => {
  it('are listed, compared and copied', async () => {
    const { ask, staging, production } = manage(set)
    expect((await ask('/halyard/v1/environments')).body.environments).toEqual([
      { name: 'production', revision: 'line.0' },
      { name: 'staging', revision: 'stage.0' },
    ])
    staging.replaceFlagSet({ flags: { checkout: toggle('on'), extra: toggle('on') } })
    const changes = { flags: { checkout: toggle('on'), extra: toggle('on'), banner: null } }
    expect((await ask('/compare?with=staging')).body.changes).toMatchObject(changes)
    await ask('/copy', { body: { from: 'staging', flags: ['checkout'] } })
    expect(production.authored().flagSet).toEqual({ ...set, flags: { ...set.flags, checkout: toggle('on') } })
    await ask('/copy', { body: { from: 'staging' } })
    expect((await ask('/compare?with=staging')).body.changes).toEqual({})
    expect((await ask('/copy', { body: { from: 'nowhere' } })).body.error.code).toBe('UNKNOWN_ENVIRONMENT')
  })

  it('export what they hold, and tell who changed what', async () => {
    const { ask } = manage(set)
    expect((await ask('/export')).body).toEqual(set)
    for (const key of ['checkout', 'banner', 'checkout']) {
      await ask(`/flags/${key}/rollout`, { body: { weights: { on: key === 'banner' ? 100 : 50 } } })
      await ask(`/flags/${key}/rollout`, { body: { weights: null } })
    }
    const { entries } = (await ask('/audit?flag=checkout&limit=2')).body
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({ revision: 'line.6', author: 'ada', action: 'rollout' })
    expect((await ask('/audit?before=2')).body.entries).toHaveLength(1)
    expect((await ask('/audit?limit=0')).body.error.code).toBe('INVALID_INPUT')
  })
})

describe('what is wrong', () => {
  it.each([
    ['/nowhere', {}, 404, 'UNKNOWN_PATH'],
    ['/flags/%zz', {}, 404, 'UNKNOWN_PATH'],
    ['/flags/checkout/enable', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['/halyard/v1/environments/nowhere/flags', {}, 404, 'UNKNOWN_ENVIRONMENT'],
    ['/flags', { body: '{' }, 400, 'INVALID_JSON'],
    ['/flags', { body: '[]' }, 400, 'INVALID_JSON'],
    ['/flags', { body: '{}', headers: { 'Content-Type': 'text/plain' } }, 415, 'NOT_JSON'],
    ['/flags', { body: `{"a":"${'x'.repeat(2 ** 20)}"}` }, 413, 'BODY_TOO_LARGE'],
    ['/flags', { body: { key: '', flag: {} } }, 400, 'INVALID_INPUT'],
    ['/flags/checkout/disable', { body: { reason: 7 } }, 400, 'INVALID_INPUT'],
    ['/flags/checkout/disable?dryRun=true', { body: { contexts: [1] } }, 400, 'INVALID_INPUT'],
  ])('at %s is said', async (path, init, status, code) => {
    const { ask, production } = manage(set)
    const answer = await ask(path, init)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
    expect(answer.body.error.message).toMatch(/[.:] .+/)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(production.current().revision).toBe('line.0')
  })

  it('is to come under the name of another machine, where nobody has to log in', async () => {
    const { ask } = manage(set)
    for (const host of ['localhost:4870', '127.0.0.1', '[::1]:1']) {
      expect((await ask('/flags', { headers: { Host: host } })).status).toBe(200)
    }
    const answer = await ask('/flags', { headers: { Host: 'evil.example' } })
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'UNKNOWN_HOST' } } })
  })

  it('reaches the caller when the store fails', async () => {
    const { ask, production } = manage(set)
    production.write = async () => {
      throw new Error('disk on fire')
    }
    expect(await ask('/flags/checkout/disable', { body: {} })).toMatchObject({
      status: 503,
      body: { error: { code: 'STORE_FAILED', message: expect.stringContaining('disk on fire') } },
    })
  })
})
