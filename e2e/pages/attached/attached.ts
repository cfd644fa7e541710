import { createFlagClient, staticSource } from '@halyard/client'
import { pageOverrides } from '@halyard/client/overrides'

/** A page that says nothing of devtools. */
const client = createFlagClient({
  source: staticSource({
    flags: {
      greeting: {
        state: 'ENABLED',
        variants: { plain: 'Hello', warm: 'Welcome' },
        defaultVariant: 'warm',
      },
    },
  }),
  overrides: pageOverrides(),
})
client.subscribe('greeting', show)
client.start()
show()

function show(): void {
  const element = document.getElementById('greeting')
  if (element) element.textContent = client.get('greeting', '…')
}
