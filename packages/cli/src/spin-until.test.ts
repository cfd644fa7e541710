import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { it, onTestFinished } from 'vitest'
import { temporaryFolder } from './testing/halyard-process.ts'
import { hasProgram, startShell } from './testing/interactive-shell.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

it.skipIf(!hasProgram('script'))(
  'shows on a terminal that a service takes its time',
  { timeout: 20_000 },
  async () => {
    const asked = Promise.withResolvers<ServerResponse>()
    const service = createServer((_, response) => asked.resolve(response)).listen(0, '127.0.0.1')
    await once(service, 'listening')
    onTestFinished(() => void service.close())
    const { port } = service.address() as AddressInfo
    const variables = { HALYARD_URL: `http://127.0.0.1:${port}`, HALYARD_ENVIRONMENT: 'production' }
    const terminal = startShell(
      `'${process.execPath}' '${MAIN}' flag disable checkout`,
      await temporaryFolder(),
      variables,
    )
    const response = await asked.promise
    await terminal.shows('Writing …')
    response.end('{"revision":"line.1","entry":null}')
    await terminal.shows('That is how it is already.')
  },
)
