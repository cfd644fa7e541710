import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { FLAG_ADDRESS_PROBLEMS as PROBLEMS } from '../text/flag-address.ts'
import { type FlagAddressOptions, readFlagAddress } from './read-flag-address.ts'

const SNAPSHOT_PATH = '/halyard/v1/snapshot'
const FLAGS = '{"flags":{}}'

async function serve(answers: { readonly [path: string]: RequestListener }) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    const answer = answers[request.url ?? '']
    if (answer) answer(request, response)
    else response.writeHead(404).end('nothing here')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const read = (path = '', options: FlagAddressOptions = {}, clientKey = '') =>
    readFlagAddress({ url: ` ${origin}${path}\n`, clientKey }, options)
  return { origin, asked: () => asked.map(({ url }) => url), headers: () => asked[0]?.headers, read }
}

const say =
  (body: string, type = 'application/json'): RequestListener =>
  (_, response) =>
    response.setHeader('content-type', type).end(body)

it('reads the snapshot of a service, with the key, and gives back what it was lent', async () => {
  const { origin, read, asked, headers } = await serve({ [SNAPSHOT_PATH]: say(FLAGS) })
  const lent: string[] = []
  const siteAccess = {
    borrow: async (origin: string) => {
      lent.push(origin)
      return () => void lent.push('given back')
    },
  }
  expect(await read('/', { siteAccess }, 'hk_1')).toEqual({
    ok: true,
    text: FLAGS,
    name: `${origin}${SNAPSHOT_PATH}`,
  })
  expect(asked()).toEqual([SNAPSHOT_PATH])
  expect(headers()).toMatchObject({ accept: 'application/json', 'x-api-key': 'hk_1' })
  expect(lent).toEqual([origin, 'given back'])
})

it('reads a file, and leaves out of its name what may be secret', async () => {
  const { origin, read, asked } = await serve({ '/a/flags.json?key=1': say(FLAGS) })
  expect(await read('/a/flags.json?key=1')).toMatchObject({ ok: true, name: `${origin}/a/flags.json` })
  expect(asked()).toEqual(['/a/flags.json?key=1'])
})

it('tries an address as a service first, and then as it is', async () => {
  const path = `/of/shop${SNAPSHOT_PATH}?env=1`
  const { read, asked } = await serve({
    [path]: say('<p>an application', 'text/html'),
    '/of/shop?env=1': say(FLAGS),
  })
  expect(await read('/of/shop?env=1')).toMatchObject({ ok: true, text: FLAGS })
  expect(asked()).toEqual([path, '/of/shop?env=1'])
})

it('reads characters that lie across the parts of an answer', async () => {
  const bytes = Buffer.from('{"a":"ü"}')
  const { read } = await serve({
    '/flags.json': (_, response) => {
      response.write(bytes.subarray(0, 7), () => response.end(bytes.subarray(7)))
    },
  })
  expect(await read('/flags.json')).toMatchObject({ text: '{"a":"ü"}' })
})

it('asks for nothing where it may not, and says so', async () => {
  const { origin, read, asked } = await serve({ [SNAPSHOT_PATH]: say(FLAGS) })
  expect(await read('', { siteAccess: { borrow: async () => null } })).toEqual({
    ok: false,
    problem: PROBLEMS.notAllowed(origin),
  })
  expect(asked()).toEqual([])
})

it.each([
  ['flags.example.com', PROBLEMS.noAddress],
  ['file:///flags.json', PROBLEMS.noAddress],
  ['https://ann:secret@flags.example.com', PROBLEMS.hasPassword],
])('refuses %s', async (url, problem) => {
  expect(await readFlagAddress({ url, clientKey: '' })).toEqual({ ok: false, problem })
})

it('says what it found in place of flags', async () => {
  const { origin, read } = await serve({
    '/': say('<p>shop', 'text/html'),
    [`/key${SNAPSHOT_PATH}`]: (_, response) => response.writeHead(401).end(),
    '/big.json': say(`{${' '.repeat(100)}`),
    '/silent.json': () => undefined,
    '/endless.json': (_, response) => void response.write('{'),
  })
  const problemOf = async (path: string, options?: FlagAddressOptions) => {
    const result = await read(path, options)
    return result.ok ? expect.fail('it read something') : result.problem
  }
  const options = { timeLimitMs: 100, maxBytes: 100 }
  const late = PROBLEMS.late(origin, 0.1)
  expect(await problemOf('')).toBe(
    PROBLEMS.noFlags([
      PROBLEMS.answered(`${origin}${SNAPSHOT_PATH}`, '404'),
      PROBLEMS.answered(`${origin}/`, 'text/html'),
    ]),
  )
  expect(await problemOf('/key')).toBe(PROBLEMS.refused(`${origin}/key${SNAPSHOT_PATH}`, 401))
  expect(await problemOf('/big.json', { maxBytes: 100 })).toBe(PROBLEMS.tooLarge(`${origin}/big.json`, 100))
  expect(await problemOf('/silent.json', options)).toBe(late)
  expect(await problemOf('/endless.json', options)).toBe(late)
  expect(await readFlagAddress({ url: 'http://127.0.0.1:1/', clientKey: '' })).toMatchObject({
    problem: PROBLEMS.unreachable('http://127.0.0.1:1'),
  })
})
