import { createClient } from '@launchdarkly/js-client-sdk'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = createClient(
  'bench',
  { kind: 'user', key: context.targetingKey },
  { baseUri: serviceUrl, streamUri: serviceUrl, eventsUri: serviceUrl },
)
const render = (): void => show(client.variation(flagKey, false))
client.on('change', render)
void client.start().then(render)
render()
