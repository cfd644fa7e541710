import { createFlagClient } from '@halyard/client'
import { ofrepSource } from '@halyard/client/ofrep'
import './visit.ts'

const { serviceUrl, flagKey, context, show } = window.visit
const client = createFlagClient({ source: ofrepSource({ url: serviceUrl }), context })
const render = (): void => show(client.get(flagKey, false))
client.subscribe(flagKey, render)
render()
client.start()
