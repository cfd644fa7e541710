import { initialize } from 'launchdarkly-js-client-sdk'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = initialize(
  'bench',
  { kind: 'user', key: context.targetingKey },
  { bootstrap: 'localStorage', baseUrl: serviceUrl, streamUrl: serviceUrl, eventsUrl: serviceUrl },
)
const render = (): void => show(client.variation(flagKey, false))
client.on('ready', render)
client.on('change', render)
render()
