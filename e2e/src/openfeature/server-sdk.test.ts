import { streamSource } from '@halyard/client'
import { HalyardServerProvider } from '@halyard/openfeature/server'
import { type EventDetails, OpenFeature, ProviderEvents } from '@openfeature/server-sdk'
import getPort from 'get-port'
import { expect, it, onTestFinished } from 'vitest'
import { startOperatedService } from '../management/start-operated-service.ts'

it('follows a service in a server process, for the context of each evaluation', async () => {
  const port = await getPort({ host: '127.0.0.1' })
  const { halyard } = await startOperatedService(port)
  await halyard('flag', 'create', 'express-checkout')
  await halyard('flag', 'trial', 'express-checkout', 'customer-7', 'on', '--until', '+1d')

  const source = streamSource({ url: `http://127.0.0.1:${port}` })
  await OpenFeature.setProviderAndWait(new HalyardServerProvider(source, { readyTimeoutMs: 10_000 }))
  onTestFinished(() => OpenFeature.clearProviders())
  const client = OpenFeature.getClient()
  const evaluate = (targetingKey: string) =>
    client.getBooleanDetails('express-checkout', false, { targetingKey })
  expect(await evaluate('customer-7')).toMatchObject({ value: true, variant: 'on' })
  expect(await evaluate('customer-8')).toMatchObject({ value: false, variant: 'off' })

  const changed = new Promise<EventDetails | undefined>((resolve) => {
    client.addHandler(ProviderEvents.ConfigurationChanged, resolve)
  })
  await halyard('flag', 'disable', 'express-checkout')
  expect(await changed).toMatchObject({ flagsChanged: ['express-checkout'] })
  expect(await evaluate('customer-7')).toMatchObject({ value: false, reason: 'DISABLED' })
})
