import { GrowthBook } from '@growthbook/growthbook'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = new GrowthBook({
  apiHost: serviceUrl,
  clientKey: 'bench',
  attributes: { id: context.targetingKey, ...context },
})
const render = (): void => show(client.isOn(flagKey))
client.setRenderer(render)
void client.init({ streaming: true })
render()
