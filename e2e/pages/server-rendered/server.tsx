import { createFlagClient, dehydrate, memoryStorage, streamSource } from '@halyard/client'
import { type PipeableStream, renderToPipeableStream } from 'react-dom/server'
import { Application, type ApplicationProps } from './application.tsx'

/** What a test asks the server for. */
export interface RenderOptions extends Pick<ApplicationProps, 'view' | 'gate'> {
  readonly serviceUrl: string
}

/** Renders a page with the flags as they are now. */
export async function renderPage({ view, gate, serviceUrl }: RenderOptions): Promise<PipeableStream> {
  const client = createFlagClient({
    source: streamSource({ url: serviceUrl }),
    context: { targetingKey: 'u1' },
    storage: memoryStorage(),
    tabs: false,
  })
  client.start()
  await client.ready({ timeoutMs: 5000 })
  const bootstrap = dehydrate(client)
  // What is rendered later is of the same revision.
  await client.close()
  return renderToPipeableStream(
    <Application view={view} client={client} bootstrap={bootstrap} gate={gate} />,
    { bootstrapModules: ['/server-rendered.js'] },
  )
}
