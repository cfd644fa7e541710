import { createFlagClient, streamSource } from '@halyard/client'
import { FlagProvider } from '@halyard/preact'
import { render } from 'preact'
import { Greeting } from './greeting'

const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'user-7' },
})
client.start()

const root = document.getElementById('root')
if (root) {
  render(
    <FlagProvider client={client}>
      <Greeting />
    </FlagProvider>,
    root,
  )
}
