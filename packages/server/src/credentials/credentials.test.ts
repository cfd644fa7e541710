import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENDPOINTS } from '@halyard/protocol/wire'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFlagService } from '../flag-service.ts'
import { createManagementApi } from '../management/management-api.ts'
import { ROUTES } from '../management/routes.ts'
import { createMemoryStore } from '../memory-store.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { TRIGGERS_PATH } from '../triggers/fire-trigger.ts'
import { createMemoryTriggers } from '../triggers/memory-triggers.ts'
import { KILL } from '../triggers/testing/trigger-store-contract.ts'
import { createCredentialAdmission } from './credential-admission.ts'
import type { CredentialStore } from './credential-store.ts'
import { createRateLimit } from './rate-limit.ts'
import { openSqliteCredentials } from './sqlite-credentials.ts'

const nowMs = 1_700_000_000_000
const secretFlag = { ...toggle('on'), 'x-visibility': 'server' as const, 'x-management': { owner: 'ada' } }
const flagSet = {
  flags: { checkout: { ...toggle('off'), 'x-management': { owner: 'bob' } }, hidden: secretFlag },
  $evaluators: { partners: { in: [1, [1]] } },
}

async function setUp() {
  const path = join(await temporaryFolder(), 'halyard.db')
  const credentials: CredentialStore = openSqliteCredentials({ path })
  onTestFinished(() => credentials.close())
  const issue = (name: string, environments: readonly string[], verbs: readonly ('read' | 'write')[]) =>
    credentials.issue({ name, kind: 'management', environments, verbs }, nowMs)
  const clientKey = (name: string, environment: string) =>
    credentials.issue({ name, kind: 'client', environments: [environment], verbs: [] }, nowMs)
  const triggers = createMemoryTriggers()
  const secrets = {
    'trigger secret': triggers.issue({ ...KILL, flagKey: 'hidden' }) ?? '',
    nothing: '',
    nonsense: 'halyard_mt_nonsense',
    'client key': clientKey('shop', 'production'),
    'client key of another environment': clientKey('shop-staging', 'staging'),
    reader: issue('reader', ['production'], ['read']),
    'writer elsewhere': issue('elsewhere', ['staging'], ['read', 'write']),
    writer: issue('writer', ['*'], ['read', 'write']),
  }
  const store = createMemoryStore({ flagSet, lineage: 'line' })
  const never = createRateLimit({ burst: 1e6, perSecond: 1e6 })
  const management = createManagementApi({
    environments: new Map([['production', store]]),
    triggers,
    admission: createCredentialAdmission(credentials, { wrong: never }),
  })
  const service = createFlagService({
    store,
    management,
    admitsClient: (secret) => {
      const credential = credentials.find(secret)
      return credential?.kind === 'client' && credential.environments.includes('production')
    },
  })
  onTestFinished(() => service.close())
  const ask = (path: string, secret: string, method = 'GET', body: object = {}) =>
    service.fetch(
      new Request(`http://service${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...(secret && { Authorization: `Bearer ${secret}` }) },
        ...(method !== 'GET' && { body: JSON.stringify(body) }),
      }),
    )
  return { path, credentials, secrets, ask }
}

describe('a limit of rates', () => {
  it('forgets only whom it was asked about longest ago, beyond so many names', () => {
    const limit = createRateLimit({ burst: 1, perSecond: 1, maxNames: 2 })
    const take = (name: string) => limit.take(name, nowMs)
    expect(['a', 'b', 'a', 'c'].map(take)).toEqual([0, 0, 1, 0])
    expect(['a', 'c', 'b'].map(take)).toEqual([1, 1, 0])
  })
})

describe('every route with every credential', () => {
  it('opens what the credential is for, and nothing else', async () => {
    const { secrets, ask } = await setUp()
    for (const [credential, secret] of Object.entries(secrets)) {
      for (const { method, path, verb } of ROUTES) {
        const address = `/halyard/v1/environments/production${path.replace(/\{\w+\}/g, 'hidden')}?dryRun=true`
        const { status } = await ask(address, secret, method)
        const isIn = credential === 'writer' || (credential === 'reader' && verb === 'read')
        const refusal = credential === 'reader' ? 403 : credential === 'writer elsewhere' ? 404 : 401
        const told = `${credential}: ${method} ${path}`
        if (isIn) expect([200, 400, 404, 409, 422], told).toContain(status)
        else expect(status, told).toBe(refusal)
      }
    }
  })

  it('lets a client key read the projection of its environment, which says nothing else', async () => {
    const { secrets, ask } = await setUp()
    for (const [credential, secret] of Object.entries(secrets)) {
      for (const path of [ENDPOINTS.snapshot, ENDPOINTS.stream]) {
        const { status, body } = await ask(path, secret)
        expect(status, `${credential}: ${path}`).toBe(credential === 'client key' ? 200 : 401)
        const reader = body?.getReader()
        let said = ''
        while (!said.includes('checkout') && status === 200) {
          said += new TextDecoder().decode((await reader?.read())?.value)
        }
        await reader?.cancel()
        expect(said).not.toMatch(/hidden|partners|owner/)
      }
    }
    const { secrets: other, ask: askOther } = await setUp()
    const byAddress = await askOther(`${ENDPOINTS.snapshot}?key=${other['client key']}`, '')
    expect(byAddress.status).toBe(200)
    expect((await askOther(ENDPOINTS.health, '')).status).toBe(200)
  })

  it('lets a client key evaluate by OFREP, and opens the stream that the answer names', async () => {
    const { secrets, ask } = await setUp()
    const evaluate = (secret: string) =>
      ask('/ofrep/v1/evaluate/flags', secret, 'POST', { context: { targetingKey: 'u1' } })
    for (const [credential, secret] of Object.entries(secrets)) {
      const { status } = await evaluate(secret)
      expect(status, credential).toBe(credential === 'client key' ? 200 : 401)
    }
    const answer = await evaluate(secrets['client key'])
    const { flags, eventStreams } = (await answer.json()) as {
      readonly flags: readonly { readonly key: string }[]
      readonly eventStreams: readonly { readonly endpoint: { readonly requestUri: string } }[]
    }
    expect(flags.map(({ key }) => key)).not.toContain('hidden')
    const address = eventStreams[0]?.endpoint.requestUri ?? ''
    const stream = await ask(address, '')
    expect(stream.status).toBe(200)
    await stream.body?.cancel()
    expect((await ask(address.split('?')[0] ?? '', '')).status).toBe(401)
  })

  it('fires a trigger by its own secret alone, demands no token for that, and tells nothing of the flag', async () => {
    const { secrets, ask } = await setUp()
    for (const [credential, secret] of Object.entries(secrets)) {
      const fired = await ask(`${TRIGGERS_PATH}/${secret}`, '', 'POST')
      const shown = await ask(`${TRIGGERS_PATH}/${secret}`, secrets.writer)
      expect([fired.status, shown.status], credential).toEqual([
        credential === 'trigger secret' ? 200 : 404,
        200,
      ])
      expect(`${await fired.text()}${await shown.text()}`, credential).not.toMatch(/hidden|owner|variants/)
    }
    const brought = await ask(`${TRIGGERS_PATH}/nonsense`, secrets['trigger secret'], 'POST')
    expect(brought.status).toBe(404)
    const audit = await ask('/halyard/v1/environments/production/audit', secrets.reader)
    expect(await audit.json()).toMatchObject({ entries: [{ author: 'trigger:kill', action: 'disable' }] })
  })

  it('takes no management token from the address, which ends up in logs', async () => {
    const { secrets, ask } = await setUp()
    expect((await ask(`/halyard/v1/environments?key=${secrets.writer}`, '')).status).toBe(401)
  })
})

describe('credentials', () => {
  it('keep no secret, and are found again by it', async () => {
    const { path, credentials, secrets } = await setUp()
    expect(credentials.find(secrets.reader)).toEqual({
      name: 'reader',
      kind: 'management',
      environments: ['production'],
      verbs: ['read'],
      createdAtMs: nowMs,
    })
    credentials.close()
    expect(readFileSync(path).includes(secrets.reader)).toBe(false)
    expect(readFileSync(path).includes('reader')).toBe(true)
  })

  it('are rotated and revoked', async () => {
    const { credentials, secrets } = await setUp()
    const scope = { name: 'reader', kind: 'management', environments: ['*'], verbs: ['read'] } as const
    const next = credentials.issue(scope, nowMs)
    expect(credentials.find(secrets.reader)).toBeUndefined()
    expect(credentials.find(next)?.environments).toEqual(['*'])
    expect([credentials.revoke('reader'), credentials.revoke('reader')]).toEqual([true, false])
    expect(credentials.find(next)).toBeUndefined()
    expect(credentials.list().map(({ name }) => name)).not.toContain('reader')
  })

  it('may be wrong only so often', async () => {
    const { credentials, secrets } = await setUp()
    const admission = createCredentialAdmission(credentials)
    const admit = (secret: string, atMs = nowMs) =>
      admission.admit(new Headers({ Authorization: `Bearer ${secret}` }), atMs)
    for (let count = 0; count < 20; count++) expect(admit('x')).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(admit('x')).toMatchObject({ code: 'RATE_LIMITED', subject: '1' })
    expect(admit(secrets.reader)).toMatchObject({ name: 'reader' })
    expect(admit('x', nowMs + 1000)).toMatchObject({ code: 'UNAUTHENTICATED' })
    for (let count = 1; count < 200; count++) admit(secrets.reader)
    expect(admit(secrets.reader)).toMatchObject({ code: 'RATE_LIMITED' })
    expect(admit(secrets.writer)).toMatchObject({ name: 'writer' })
  })
})
