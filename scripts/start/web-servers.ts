import { join } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { REPOSITORY } from '../repository.ts'

/** The demo shop and the playground, served with hot reload. */
export interface WebServers {
  readonly shopUrl: string
  readonly playgroundUrl: string
  stop(): Promise<void>
}

const PLAYGROUND = join(REPOSITORY, 'playground')

/**
 * Starts both on ports that are free, and tells each where the others are.
 *
 * @param flagServiceUrl where the demo shop gets its flags.
 * @param ports the ports on which to serve; they must be free.
 */
export async function startWebServers(
  flagServiceUrl: string,
  ports: { readonly shop: number; readonly playground: number },
): Promise<WebServers> {
  const shopUrl = `http://127.0.0.1:${ports.shop}/`
  const playgroundUrl = `http://127.0.0.1:${ports.playground}/`
  process.env.VITE_FLAG_SERVICE_URL = flagServiceUrl
  process.env.VITE_PLAYGROUND_ORIGINS = new URL(playgroundUrl).origin
  process.env.VITE_SHOP_URL = shopUrl
  const servers = await Promise.all([
    serve(join(PLAYGROUND, 'shop'), ports.shop),
    serve(PLAYGROUND, ports.playground),
  ])
  return {
    shopUrl,
    playgroundUrl,
    stop: async () => void (await Promise.all(servers.map((server) => server.close()))),
  }
}

async function serve(root: string, port: number): Promise<ViteDevServer> {
  const server = await createServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    server: { host: '127.0.0.1', port, strictPort: true },
  })
  return server.listen()
}
