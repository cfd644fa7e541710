import { readFile } from 'node:fs/promises'
import { createFlagService, listen, openFileStore, parseSigningKey } from '@halyard/server'

/** A flag service in a process of its own, whose streams show signs of life so often that tests need not wait long. */
const [path = '', port = '0', heartbeatMs = '400', keyFile] = process.argv.slice(2)
const store = await openFileStore({ path })
const signingKey = keyFile ? parseSigningKey(await readFile(keyFile, 'utf8')) : undefined
const service = createFlagService({ store, heartbeatMs: Number(heartbeatMs), signingKey })
const { url } = await listen(service, { port: Number(port) })
const say = (line: object): void => console.log(JSON.stringify(line))
store.subscribe(({ revision }) => say({ revision }))
say({ url, publicKey: signingKey?.publicKey })
