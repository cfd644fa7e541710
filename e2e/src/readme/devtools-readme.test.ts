import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { describeReadmeSteps } from './describe-readme-steps.ts'

/** Has a panel in the page say hello and something else, and gives what it heard. */
function ask(page: Page, ...messages: readonly object[]): Promise<readonly object[]> {
  return page.evaluate(
    (said) => {
      const { [Symbol.for('halyard.devtools')]: registry } = globalThis as unknown as {
        [key: symbol]: { connect(post: (message: object) => void): { receive(message: object): void } }
      }
      const heard: object[] = []
      const connection = registry?.connect((message) => heard.push(message))
      for (const message of said) connection?.receive({ halyard: 'devtools', ...message })
      return heard
    },
    [{ type: 'hello', versions: [1] }, ...messages],
  )
}

describeReadmeSteps('packages/devtools', {
  async register({ open }) {
    const page = await open()
    const refusal = 'this SDK takes no overrides'
    const override = { type: 'set-override', clientId: '1', flagKey: 'hero', value: 'bold' }
    expect(await ask(page, override)).toMatchObject([
      { type: 'welcome', version: 1 },
      {
        type: 'snapshot',
        clients: [
          { sdk: 'some-sdk', overriding: { refusal }, flags: [{ flagKey: 'hero', value: 'classic' }] },
        ],
      },
      { type: 'override-refused', message: refusal },
    ])
  },

  async override({ open }) {
    const page = await open()
    expect(await page.title()).toBe('classic hero')
    const override = { type: 'set-override', clientId: '1', flagKey: 'hero' }
    expect(await ask(page, { ...override, value: 'bold' }, { ...override, value: 7 })).toMatchObject([
      { type: 'welcome', version: 1 },
      { type: 'snapshot', clients: [{ sdk: 'some-sdk', flags: [{ flagKey: 'hero', value: 'classic' }] }] },
      { type: 'flags-changed', cause: 'override', flags: [{ value: 'bold', reason: 'OVERRIDE' }] },
      { type: 'override-refused', message: 'hero needs a text' },
    ])
    expect(await page.title()).toBe('bold hero')
    await ask(page, { type: 'reset-override', clientId: '1' })
    expect(await page.title()).toBe('classic hero')
  },

  async embed({ open }) {
    const page = await open({ shared: ['stopListening'] })
    expect(await page.evaluate('typeof stopListening')).toBe('function')
    expect(await ask(page)).toMatchObject([{ type: 'welcome' }, { type: 'snapshot', clients: [] }])
  },
})
