import { createFlagClient, staticSource } from '@halyard/client'
import { attachDevtools } from '@halyard/client/devtools'
import { pageOverrides } from '@halyard/client/overrides'

const text = (plain: string, warm: string) => ({
  state: 'ENABLED' as const,
  variants: { plain, warm },
  defaultVariant: 'plain',
})

const playgroundOrigins = (import.meta.env.VITE_PLAYGROUND_ORIGINS ?? '').split(',').filter(Boolean)

/** A page whose flags can be overridden: a text, an object, and one that its own code overrides. */
const client = createFlagClient({
  source: staticSource({
    flags: {
      greeting: text('Hello', 'Welcome'),
      fixed: text('no', 'yes'),
      ranking: {
        state: 'ENABLED',
        variants: { v1: { model: 'bm25', boost: 1 }, v2: { model: 'hybrid', boost: 2 } },
        defaultVariant: 'v1',
      },
    },
  }),
  overrides: pageOverrides({ initial: { fixed: 'by code' }, playgroundOrigins }),
})
window.probe = client
attachDevtools(client, { allowOrigins: playgroundOrigins })
client.subscribe('greeting', show)
client.subscribe('ranking', show)
client.start()
show()

function show(): void {
  write('greeting', client.get('greeting', '…'))
  write('ranking', client.get('ranking', { model: '…' }).model)
  client.get('fixed', '…')
}

function write(id: string, value: string): void {
  const element = document.getElementById(id)
  if (element) element.textContent = value
}
