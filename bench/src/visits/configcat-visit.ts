import { getClient, PollingMode } from '@configcat/sdk'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const { targetingKey, country, ...custom } = context
const client = getClient(
  `configcat-sdk-1/${'bench'.padEnd(22, '-')}/${'bench'.padEnd(22, '-')}`,
  PollingMode.AutoPoll,
  {
    baseUrl: serviceUrl,
  },
)
const user = { identifier: targetingKey, country, custom }
const render = (): void => show(client.snapshot().getValue(flagKey, false, user))
client.on('clientReady', render)
client.on('configChanged', render)
render()
