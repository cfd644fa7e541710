import { expect, it } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import { staticSource } from './sources/static-source.ts'
import { subscribeSeen } from './subscribe-seen.ts'

it('tells the client of another variant with the same value, and the listener of each change', async () => {
  const flag = {
    state: 'ENABLED',
    variants: { control: 'A', treatment: 'A', other: 'B' },
    defaultVariant: 'control',
    targeting: { var: 'variant' },
  } as const
  const client = createFlagClient({ source: staticSource({ flags: { a: flag } }) })
  client.start()
  const said: unknown[] = []
  client.expose = (flagKey, fallback) => void said.push(client.details(flagKey, fallback).variant)
  const end = subscribeSeen(client, 'a', 'fallback', () => said.push('changed'))
  await client.setContext({ variant: 'treatment' })
  expect(said.splice(0)).toEqual(['treatment', 'changed'])
  await client.setContext({ variant: 'other' })
  expect(said.splice(0)).toEqual(['changed'])
  end()
  await client.setContext({ variant: 'control' })
  expect(said).toEqual([])
})
