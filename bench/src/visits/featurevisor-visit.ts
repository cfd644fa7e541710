import { createInstance } from '@featurevisor/sdk'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = createInstance({ context: { ...context } })
const render = (): void => show(client.isEnabled(flagKey))
client.on('datafile_set', render)
void fetch(serviceUrl).then(async (response) => client.setDatafile(await response.text()))
render()
