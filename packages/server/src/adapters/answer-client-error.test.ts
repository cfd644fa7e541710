import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { answerClientError } from './answer-client-error.ts'

it('tells a client whose request does not arrive in time, and closes the connection', async () => {
  const server = createServer({ headersTimeout: 20, requestTimeout: 20, connectionsCheckingInterval: 5 })
  server.on('clientError', answerClientError).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow')
  await once(socket, 'end')
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  expect(head).toContain(`Content-Length: ${body.length}`)
  expect(JSON.parse(body)).toMatchObject({
    error: { message: expect.stringContaining('too long to arrive') },
  })
})
