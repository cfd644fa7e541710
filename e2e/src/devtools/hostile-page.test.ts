import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'

/** A page that does what it can to disturb whoever looks at it. */
const HOSTILE = `<title>Hostile</title><h1>hostile</h1><script>
  // After the hook has run, everything that it might use belongs to the page.
  globalThis.stolen = []
  for (const [prototype, names] of [
    [MessagePort.prototype, ['postMessage', 'start', 'close']],
    [EventTarget.prototype, ['addEventListener', 'dispatchEvent']],
  ]) {
    for (const name of names) {
      const real = prototype[name]
      prototype[name] = function (...parts) {
        if (this instanceof MessagePort) stolen.push(name)
        return real.apply(this, parts)
      }
    }
  }
  Object.defineProperty(MessagePort.prototype, 'onmessage', { set() { stolen.push('onmessage') } })
  const steal = (event) => stolen.push('channel')
  document.addEventListener('halyard:devtools-channel', steal, true)

  const registry = globalThis[Symbol.for('halyard.devtools')]
  const cyclic = { name: '<img src=x onerror="parent.hacked = true">' }
  cyclic.self = cyclic
  const base = { reason: 'STATIC', flagMetadata: {}, observed: true }
  const flags = {
    'flood': () => ({ ...base, value: Math.random() }),
    'cyclic': () => ({ ...base, value: cyclic }),
    'function': () => ({ ...base, value: { run() {} } }),
    'huge': () => ({ ...base, value: 'x'.repeat(50_000_000) }),
    'throws': () => { throw new Error('<b>thrown</b>') },
    '__proto__': () => ({ ...base, value: 'proto' }),
    'constructor': () => ({ ...base, value: 'constructor' }),
    '<script>alert(1)<\\/script>': () => ({ ...base, value: '<svg onload=alert(1)>' }),
  }
  const keys = ['__proto__', ...Object.keys(flags)]
  const listeners = new Set()
  const client = (sdk) => ({
    sdk,
    describe: () => ({ state: 'live', context: { ['__proto__']: 1, cyclic } }),
    flagKeys: () => keys,
    report: (flagKey) => ({ flagKey, ...(Object.hasOwn(flags, flagKey) ? flags[flagKey]() : { ...base, value: 'proto' }) }),
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener) },
    setOverride() { throw new Error('never') },
    resetOverride() {},
  })
  registry.register(client('hostile-sdk'))
  globalThis.sent = 0
  globalThis.flood = (amount) => {
    const until = sent + amount
    const burst = () => {
      for (let count = 0; count < 1000 && sent < until; count += 1, sent += 1)
        for (const listener of listeners) listener({ type: 'flags-changed', cause: 'source', flagKeys: ['flood'] })
      if (sent < until) setTimeout(burst)
    }
    burst()
  }
  // Forged: these look like messages of the extension, on every channel that a page has.
  globalThis.forge = () => {
    const message = { halyard: 'devtools', type: 'snapshot', sequence: 9e9, clients: [] }
    postMessage(message, '*')
    postMessage({ halyard: 'document', visit: 99 }, '*')
    document.dispatchEvent(new MessageEvent('halyard:devtools-channel', { data: message, ports: [new MessageChannel().port1] }))
    registry.connect(() => undefined).receive({ halyard: 'devtools', type: 'set-override', clientId: '1', flagKey: 'flood', value: 1 })
  }
</script>`

let launched: LaunchedBrowser
let server: PageServer
let page: Page

beforeAll(async () => {
  server = await startPageServer()
  server.serve('/', { body: HOSTILE })
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
})

beforeEach(async () => {
  page = await launched.browser.newPage()
  await page.goto(`${server.origin}/`)
})

afterEach(() => page.close())

async function listed(panel: Frame): Promise<readonly string[]> {
  await panel.waitForSelector('.row-flag')
  return panel.$$eval('.row-flag td:nth-child(2)', (cells) =>
    cells.map(({ textContent }) => textContent?.trim() ?? ''),
  )
}

describe('a hostile page', () => {
  it('is listed with what can be shown of it, as text', async () => {
    const { panel } = await openFlagsPanel(page)
    expect(await listed(panel)).toEqual(
      expect.arrayContaining([
        '__proto__',
        'constructor',
        'cyclic',
        'function',
        'huge',
        'throws',
        '<script>alert(1)</script>',
      ]),
    )
    for (const [key, words] of [
      ['huge', 'too large to be shown whole'],
      ['cyclic', 'onerror'],
      ['throws', '<b>thrown</b>'],
    ] as const) {
      await panel.locator(`::-p-aria([name="${key}"][role="gridcell"])`).click()
      await panel.waitForFunction(
        (wanted) => document.querySelector('.detail')?.textContent?.includes(wanted),
        {},
        words,
      )
    }
    expect(
      await panel.evaluate(() => [
        document.querySelectorAll('.panel img, .panel script, .panel b').length,
        'hacked' in globalThis,
      ]),
    ).toEqual([0, false])
    expect(await page.evaluate('stolen')).toEqual([])
  })

  it('cannot forge what the extension says, nor have it do anything', async () => {
    const { panel } = await openFlagsPanel(page)
    const before = await listed(panel)
    await page.evaluate('forge()')
    await page.evaluate("registry.register(client('late'))")
    await panel.waitForFunction(() => document.querySelectorAll('.row-client').length === 2)
    expect((await listed(panel)).slice(0, before.length)).toEqual(before)
    // What it heard is the event that it forged itself.
    expect(await page.evaluate('stolen')).toEqual(['channel'])
  })

  it('that sends 100,000 events does not keep the panel from answering', async () => {
    const { panel } = await openFlagsPanel(page)
    await listed(panel)
    await page.evaluate('flood(100_000)')
    const answersMs: number[] = []
    for (const word of ['c', 'cy', 'cyc']) {
      const startedAtMs = performance.now()
      await panel.$eval(
        'input[type=search]',
        (field, text) => {
          ;(field as HTMLInputElement).value = text
          field.dispatchEvent(new Event('input', { bubbles: true }))
        },
        word,
      )
      await panel.waitForFunction(
        (text) =>
          [...document.querySelectorAll('.row-flag td:nth-child(2)')].every((cell) =>
            cell.textContent?.includes(text),
          ),
        {},
        word,
      )
      answersMs.push(Math.round(performance.now() - startedAtMs))
    }
    await page.waitForFunction('sent === 100_000')
    await panel.waitForFunction(() =>
      /[\d,]+ events skipped/.test(document.querySelector('.strip')?.textContent ?? ''),
    )
    console.log(
      `the panel answered within ${answersMs.join(', ')} ms; ${await panel.$eval('.strip .warn', ({ textContent }) => textContent)}`,
    )
  })
})
