import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { REPOSITORY } from '../../../scripts/repository.ts'

const START = join(REPOSITORY, 'scripts/start.ts')

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending()
})

it('starts everything, says where, moves off a taken port, and leaves nothing behind on Ctrl-C', async () => {
  const blocker = await listenAnywhereFrom(4870)
  const state = mkdtempSync(join(tmpdir(), 'halyard-start-'))
  endings.push(() => rmSync(state, { recursive: true }))

  const { child, output } = start(state)
  const text = await output(/Three things to try/)

  const takenPort = blocker.port
  expect(text).toContain(`Port ${takenPort} is taken, so the flag service uses`)
  const service = addressOf(text, 'flag service')
  const shop = addressOf(text, 'demo shop')
  const playground = addressOf(text, 'playground')
  expect(await titleOf(shop)).toBeTruthy()
  expect(await titleOf(playground)).toBeTruthy()
  const health = await fetch(new URL('/halyard/v1/health', service))
  expect(await health.json()).toMatchObject({ status: 'ok' })
  expect(existsSync(join(REPOSITORY, 'extension/dist/manifest.json'))).toBe(true)
  expect(JSON.parse(readFileSync(join(state, 'flags.json'), 'utf8'))).toHaveProperty('flags.hero')

  child.kill('SIGINT')
  const [exitCode] = await once(child, 'exit')
  expect(exitCode).toBe(0)
  for (const url of [service, shop, playground]) await expect(fetch(url)).rejects.toThrow()
})

it('explains itself', async () => {
  const { child, output } = start(join(tmpdir(), 'never-made'), ['--help'])
  const [text] = await Promise.all([output(/--browser/), once(child, 'exit')])
  expect(text).toContain('Ctrl-C ends everything')
})

function start(state: string, args: readonly string[] = []) {
  const child: ChildProcess = spawn(process.execPath, [START, ...args], {
    env: { ...process.env, HALYARD_STATE: state, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endings.push(() => child.kill('SIGKILL'))
  let text = ''
  const output = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const take = (chunk: Buffer) => {
        text += chunk
        if (pattern.test(text)) resolve(text)
      }
      child.stdout?.on('data', take)
      child.stderr?.on('data', take)
      child.once('exit', () =>
        pattern.test(text) ? resolve(text) : reject(new Error(`ended early:\n${text}`)),
      )
    })
  return { child, output }
}

async function listenAnywhereFrom(port: number): Promise<{ port: number }> {
  const server: Server = createServer()
  endings.push(() => server.close())
  server.listen(port, '127.0.0.1')
  // Something else may hold the port already; then that is what the start command has to move off from.
  await Promise.race([once(server, 'listening'), once(server, 'error')])
  return { port }
}

function addressOf(text: string, name: string): string {
  const address = new RegExp(`${name}\\s+(http://\\S+)`).exec(text)?.[1]
  if (!address) throw new Error(`no address of the ${name} in:\n${text}`)
  return address
}

async function titleOf(url: string): Promise<string | undefined> {
  return /<title>([^<]+)<\/title>/.exec(await (await fetch(url)).text())?.[1]
}
