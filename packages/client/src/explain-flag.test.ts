import type { FlagSet } from '@halyard/schema'
import { expect, it } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import { explainFlag } from './explain-flag.ts'
import type { FlagClient } from './flag-client.ts'
import { pageOverrides } from './overrides/page-overrides.ts'
import { staticSource } from './sources/static-source.ts'
import { createFakeClock } from './testing/fake-clock.ts'
import { createTestClient } from './testing-client/create-test-client.ts'

const flagSet: FlagSet = {
  flags: {
    beta: {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      targeting: { if: [{ '==': [{ var: 'plan' }, 'crew'] }, 'on'] },
    },
    soon: {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      targeting: { if: [{ '>=': [{ var: '$flagd.timestamp' }, 1000] }, 'on'] },
    },
  },
}

function start(): FlagClient {
  const client = createFlagClient({
    source: staticSource(flagSet),
    context: { plan: 'crew' },
    clock: createFakeClock(1_000_000),
    overrides: pageOverrides(),
  })
  client.start()
  return client
}

it('tells what decided, with what it worked on', () => {
  const explanation = explainFlag(start(), 'beta')
  expect(explanation).toMatchObject({
    details: { value: true, variant: 'on', reason: 'TARGETING_MATCH', freshness: 'live' },
    decidedBy: '/flags/beta/targeting/if/0',
    tree: { operator: 'if', children: [{ label: 'plan == "crew"', result: true, decided: true }] },
  })
})

it('is of the time and the context that the client has', async () => {
  const client = start()
  expect(explainFlag(client, 'soon').details.value).toBe(true)
  await client.setContext({ plan: 'free' })
  expect(explainFlag(client, 'beta')).toMatchObject({
    details: { value: false, reason: 'DEFAULT' },
    tree: { children: [{ result: false }] },
  })
})

it('says that a flag is overridden, and explains what it would be', () => {
  const client = start()
  client.overrides.set('beta', false)
  expect(explainFlag(client, 'beta')).toMatchObject({
    details: { value: false, variant: 'off', reason: 'OVERRIDE', original: { value: true } },
    decidedBy: '/flags/beta/targeting/if/0',
  })
})

it('explains unknown flags, flags that a server evaluates, and a client without flags', () => {
  expect(explainFlag(start(), '__proto__')).toMatchObject({ details: { errorCode: 'FLAG_NOT_FOUND' } })
  const remote = explainFlag(createTestClient({ flags: { beta: true } }), 'beta')
  expect([remote.details.value, remote.details.reason, remote.tree]).toEqual([true, 'STATIC', undefined])
  const idle = createFlagClient({ source: staticSource(flagSet) })
  expect(explainFlag(idle, 'beta')).toMatchObject({ details: { errorCode: 'PROVIDER_NOT_READY' } })
})

it('is no read', () => {
  const client = start()
  const heard: unknown[] = []
  client.subscribeAll((flagKeys) => heard.push(flagKeys))
  explainFlag(client, 'beta')
  client.overrides.set('beta', false)
  expect(heard).toEqual([])
})

it('refuses a client that it cannot look into', () => {
  const { get } = start()
  expect(() => explainFlag({ get } as FlagClient, 'beta')).toThrow('createFlagClient')
})
