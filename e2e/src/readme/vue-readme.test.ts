import { expect } from 'vitest'
import { describeReadmeSteps } from './describe-readme-steps.ts'
import { followFirstFlag } from './follow-first-flag.ts'

describeReadmeSteps('packages/vue', {
  'first-flag': followFirstFlag,

  async outside({ open }) {
    // The block goes on with a client that there is.
    const page = await open({
      program: `
      import { createTestClient } from '@halyard/client/testing'

      const client = createTestClient({ flags: { verbose: false } })
      Object.assign(window, { client })
      import('./block.ts').then(({ stop }) => Object.assign(window, { stop }))
    `,
    })
    const said: string[] = []
    page.on('console', (message) => message.type() === 'info' && said.push(message.text()))
    await page.waitForFunction('window.stop')
    // Vue watches run before the next task.
    const set = (value: boolean) =>
      page.evaluate(`client.set('verbose', ${value}); new Promise((resolve) => setTimeout(resolve))`)
    await set(true)
    await set(false)
    await page.evaluate('stop()')
    await set(true)
    expect(said).toEqual(['more to say', 'less to say'])
  },
})
