import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { expect, onTestFinished } from 'vitest'
import { listenLocally } from '../support/local-server.ts'
import { describeReadmeSteps } from './describe-readme-steps.ts'
import { followFirstTitle } from './follow-first-title.ts'

const HERO = { variants: { classic: 'classic', bold: 'bold' }, defaultVariant: 'bold', targeting: {} }

describeReadmeSteps('packages/client', {
  'first-flag': followFirstTitle,

  async anonymous({ open, edit }) {
    edit('hero', { ...HERO, targeting: { if: [{ '==': [{ var: 'plan' }, 'team'] }, 'bold', 'classic'] } })
    const page = await open({ shared: ['client'] })
    await page.waitForFunction(`window.client?.get('hero', '') === 'bold'`)
    expect(await page.evaluate('client.context')).toEqual({ targetingKey: 'user-7', plan: 'team' })
  },

  async ready({ open, file }) {
    // The block goes on with a client that there is; this one has nobody to ask.
    const program = `
      import { createFlagClient, streamSource } from '@halyard/client'

      const client = createFlagClient({ source: streamSource({ url: 'http://127.0.0.1:9' }) })
      client.start()
      Object.assign(window, { client, said: [] })
      console.warn = (text) => void window.said.push(text)
      import('./${file}').then((block) => Object.assign(window, { block }))
    `
    const page = await open({ program, shared: ['state'] })
    await page.waitForFunction('window.block')
    expect(await page.evaluate('[state.status, said]')).toEqual([
      'reconnecting',
      [expect.stringMatching(/^flags may be old: .+/)],
    ])
  },

  async storage({ open }) {
    const page = await open({ shared: ['keeping', 'forgetting'] })
    await page.waitForFunction(`keeping.state.status === 'live' && forgetting.state.status === 'live'`)
    const databases = () => page.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))')
    await expect.poll(databases).toEqual(['shop-flags'])
  },

  async ofrep({ open }) {
    const asked: unknown[] = []
    const server = await listenLocally(async (request, response) => {
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('access-control-allow-headers', '*, authorization')
      if (request.method === 'OPTIONS') return response.end()
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push([request.url, request.headers.authorization, JSON.parse(body)])
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ flags: [{ key: 'hero', value: 'bold', reason: 'STATIC' }] }))
    })
    onTestFinished(server.close)
    const page = await open({ shared: ['client'], address: server.origin })
    await page.waitForFunction(`client.get('hero', '') === 'bold'`)
    expect(asked[0]).toEqual([
      '/ofrep/v1/evaluate/flags',
      'Bearer 42',
      { context: { targetingKey: 'user-7' } },
    ])
  },

  async server({ open, edit, config, place, file }) {
    edit('hero', HERO)
    await build({
      ...config,
      ssr: { noExternal: true },
      build: { ...config.build, ssr: join(place, file), outDir: 'server' },
    })
    const { renderFlags } = (await import(pathToFileURL(join(place, 'server/block.js')).href)) as {
      renderFlags(userId: string): Promise<string>
    }
    await expect.poll(() => renderFlags('user-7')).toContain('"defaultVariant":"bold","targeting":{}')
    const program = `
      import { createPageClient } from './${file}'

      const client = createPageClient('user-7')
      Object.assign(window, { seen: [client.get('hero', ''), client.hydrating('hero', ''), client.state.status] })
    `
    const page = await open({ program, body: await renderFlags('user-7') })
    expect(await page.evaluate('seen')).toEqual(['bold', 'bold', 'idle'])
  },

  async additions({ open, edit }) {
    edit('express-checkout', { variants: { on: true, off: false }, defaultVariant: 'on' })
    const page = await open({ shared: ['client', 'observed'] })
    expect(await page.evaluate(`Symbol.for('halyard.devtools') in globalThis`)).toBe(true)
    await page.evaluate('client.start()')
    await page.waitForFunction(`observed.get('express-checkout', false)`)
    await page.evaluate(`client.overrides.set('express-checkout', false)`)
    expect(await page.evaluate(`client.details('express-checkout', true).reason`)).toBe('OVERRIDE')
  },
})
