import { createFlagClient, streamSource } from '@halyard/client'
import { FlagProvider, useFlag } from '@halyard/preact'
import { render } from 'preact'

const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'user-7' },
})
client.start()

function Greeting() {
  const greeting: 'Hello' | 'Welcome' = useFlag('greeting', 'Hello')
  return <p id="greeting">{greeting}</p>
}

const root = document.getElementById('root')
if (root) {
  render(
    <FlagProvider client={client}>
      <Greeting />
    </FlagProvider>,
    root,
  )
}
