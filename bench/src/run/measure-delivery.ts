import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'
import { runFolder } from '../../../e2e/src/browser/run-folder.ts'
import { listenLocally } from '../../../e2e/src/support/local-server.ts'
import { FINE_CLOCK } from './fine-clock.ts'

/** From the instant at which the service begins to write to the page, for each write, in milliseconds. */
export interface Delivery {
  /** To the listener of Halyard's client. */
  readonly toListenerMs: readonly number[]
  /** To the first byte in a page that reads the same stream with `fetch`: what nobody can be faster than. */
  readonly toByteMs: readonly number[]
}

const PROCESS = join(import.meta.dirname, 'flag-service-process.ts')
const FLAG = 'static-flag-0'

/**
 * Writes one of 1,000 flags again and again, in a real service with a real page.
 *
 * @param script the bundle of `measure/delivery-page.ts`.
 */
export async function measureDelivery(script: string, writes: number): Promise<Delivery> {
  await using service = await startService()
  await using site = await listenLocally((_, response) => {
    response.writeHead(200, { ...FINE_CLOCK, 'content-type': 'text/html' })
    response.end(
      `<!doctype html><title>Delivery</title><script>${script.replaceAll('</script', '<\\/script')}</script>`,
    )
  })
  await using launched = await launchBrowser()
  const follow = async (start: (page: BrowserPage) => Promise<void>): Promise<number[]> => {
    const context = await launched.browser.createBrowserContext()
    const page = await context.newPage()
    await page.goto(site.origin)
    await start(page)
    const delays: number[] = []
    while (delays.length < writes) {
      const arrival = page.evaluate((number) => window.arrival(number), delays.length)
      const writtenAtMs = await service.write()
      delays.push((await arrival) - writtenAtMs)
    }
    await context.close()
    return delays
  }
  return {
    toListenerMs: await follow((page) =>
      page.evaluate((...order) => window.followFlag(...order), service.url, FLAG),
    ),
    toByteMs: await follow((page) => page.evaluate((url) => window.followStream(url), service.url)),
  }
}

type BrowserPage = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['browser']['newPage']>>

interface RunningService extends AsyncDisposable {
  readonly url: string
  /** Changes the flag, and gives the instant at which the service began to. */
  write(): Promise<number>
}

async function startService(): Promise<RunningService> {
  const folder = mkdtempSync(join(runFolder('bench'), 'service-'))
  const child = fork(PROCESS, [join(folder, 'flags.db')], { stdio: 'inherit' })
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the service ended with ${code}`)
  })
  const hear = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), failed]))[0]
  const url = String(await hear())
  let value = true
  return {
    url,
    async write() {
      value = !value
      const answer = hear()
      child.send(value)
      return Number(await answer)
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
