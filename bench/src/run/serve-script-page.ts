import { type LocalServer, listenLocally } from '../../../e2e/src/support/local-server.ts'
import { bundle } from './bundle.ts'
import { FINE_CLOCK } from './fine-clock.ts'

/**
 * Serves a page that runs one script, built for production, with the finest clock that a browser has.
 *
 * @param entry the script's file.
 */
export async function serveScriptPage(entry: string): Promise<LocalServer> {
  const script = await bundle({ entryPoints: [entry], format: 'iife', platform: 'browser' })
  return listenLocally((request, response) => {
    const isScript = request.url === '/page.js'
    response.writeHead(200, { ...FINE_CLOCK, 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(
      isScript ? script : '<!doctype html><title>Benchmark</title><script src="/page.js"></script>',
    )
  })
}
