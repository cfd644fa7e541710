import { UnleashClient } from 'unleash-proxy-client'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = new UnleashClient({
  url: `${serviceUrl}/api/frontend`,
  clientKey: 'bench',
  appName: 'bench',
  context: { userId: context.targetingKey },
})
const render = (): void => show(client.isEnabled(flagKey))
for (const event of ['initialized', 'ready', 'update']) client.on(event, render)
void client.start()
render()
