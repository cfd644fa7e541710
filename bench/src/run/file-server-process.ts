import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The least that a server can do with flags: it reads a file, `node file-server-process.ts <path>`, and answers with it. */
const [path = ''] = process.argv.slice(2)
const body = readFileSync(path)
const server = createServer((_, response) => response.end(body))
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('disconnect', () => process.exit())
