import { createFlagClient, streamSource } from '@halyard/client'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = createFlagClient({ source: streamSource({ url: serviceUrl }), context })
const render = (): void => show(client.get(flagKey, false))
client.subscribe(flagKey, render)
render()
client.start()
