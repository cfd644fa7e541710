import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runHalyard, temporaryFolder } from '../testing/halyard-process.ts'

async function preview(...words: readonly string[]) {
  return runHalyard(['preview', ...words], await temporaryFolder())
}

/** A page that is no playground. */
async function someOtherPage(): Promise<string> {
  const server = createServer(
    (_, response) => void response.setHeader('content-type', 'text/html').end('<h1>Kites</h1>'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('halyard preview', { timeout: 30_000 }, () => {
  it('says of an address that it is none', async () => {
    const { exitCode, errors } = await preview('javascript:alert(1)')
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('copy the link from the playground')])
  })

  it('says that nothing answers', async () => {
    const { exitCode, errors } = await preview('http://127.0.0.1:1/')
    expect([exitCode, errors]).toEqual([
      1,
      expect.stringMatching(/Nothing answers at .* start the playground/),
    ])
  })

  it('says of a page that it is no playground', async () => {
    const { exitCode, errors } = await preview(await someOtherPage(), '--timeout', '1')
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('shows no sheet of the playground')])
  })

  it('says where there is no browser', async () => {
    const { exitCode, errors } = await runHalyard(
      ['preview', 'http://127.0.0.1:1/'],
      await temporaryFolder(),
      {
        CHROME_PATH: '/nonexistent/chrome',
      },
    )
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('CHROME_PATH')])
  })

  it.each([
    ['--tolerance', 'much'],
    ['--timeout', '0'],
  ])('refuses %s %s', async (...words) => {
    expect(await preview('http://127.0.0.1:1/', ...words)).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('must be a number from'),
    })
  })
})
