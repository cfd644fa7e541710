import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PipeableStream } from 'react-dom/server'
import sirv from 'sirv'
import { build, type Plugin } from 'vite'
import { expect, onTestFinished } from 'vitest'
import { whenShown } from '../support/flag-page.ts'
import { listenLocally } from '../support/local-server.ts'
import { describeReadmeSteps, openPage } from './describe-readme-steps.ts'
import { followFirstFlag } from './follow-first-flag.ts'

const PAGE = '/page.ts'

const HERO = { variants: { classic: 'classic', bold: 'bold' }, defaultVariant: 'bold' }

/** A page that shows one of the block's components, with a client that the test has at hand. */
const show = (component: string, flags: object) => ({
  program: `
import { createTestClient } from '@halyard/client/testing'
import { FlagProvider } from '@halyard/react'
import { createRoot } from 'react-dom/client'
import { ${component} } from './block.tsx'

const client = createTestClient({ flags: ${JSON.stringify(flags)} })
const tracked = []
client.track = (...event) => void tracked.push(event)
Object.assign(window, { client, tracked })
createRoot(document.getElementById('app')).render(<FlagProvider client={client}><${component} /></FlagProvider>)
`,
})

describeReadmeSteps('packages/react', {
  'first-flag': followFirstFlag,

  async component({ open }) {
    const page = await open(show('Page', { 'express-checkout': true, hero: 'bold', columns: 3 }))
    await whenShown(page.mainFrame(), '#app', 'Pay nowGo fly something.')
    expect(await page.$eval('ul', ({ style }) => style.columns)).toBe('3')
    await page.evaluate(`client.set('express-checkout', false); client.set('hero', 'unknown')`)
    await whenShown(page.mainFrame(), '#app', 'CheckoutKites')
  },

  async load({ open }) {
    const page = await open(show('Hero', { hero: 'bold' }))
    await whenShown(page.mainFrame(), 'h1', 'Go fly something.')
    await page.evaluate(`client.set('hero', 'classic')`)
    await whenShown(page.mainFrame(), 'h1', 'Kites')
  },

  async hooks({ open }) {
    const page = await open(show('Page', { hero: 'bold' }))
    await whenShown(page.mainFrame(), '#app', 'boldUpgrade (live)')
    await page.click('button')
    await page.waitForFunction('tracked.length')
    expect(await page.evaluate('[client.context, tracked]')).toEqual([
      { plan: 'team' },
      [['upgrade', { value: 9 }]],
    ])
    await page.evaluate(`client.set('express-checkout', true)`)
    await whenShown(page.mainFrame(), 'button', 'Express checkout (live)')
  },

  async server({ config, place, file, edit, launched }) {
    edit('hero', HERO)
    await build({
      ...config,
      plugins: [pageModule(`import { takeOver } from '${place}/${file}'; takeOver('user-7')`)],
      build: {
        ...config.build,
        outDir: 'dist',
        rollupOptions: { treeshake: false, input: { page: PAGE }, output: { entryFileNames: '[name].js' } },
      },
    })
    await build({
      ...config,
      ssr: { noExternal: true },
      build: { ...config.build, ssr: join(place, file), outDir: 'server' },
    })
    const { renderPage } = (await import(pathToFileURL(join(place, 'server/block.js')).href)) as {
      renderPage(userId: string): Promise<PipeableStream>
    }
    const files = sirv(join(place, 'dist'))
    const site = await listenLocally((request, response) =>
      files(request, response, async () => {
        response.setHeader('content-type', 'text/html')
        ;(await renderPage('user-7')).pipe(response)
      }),
    )
    onTestFinished(site.close)
    await expect.poll(async () => (await fetch(site.origin)).text()).toContain('<body>bold')
    const page = await openPage(launched, site.origin)
    edit('hero', { defaultVariant: 'classic' })
    await page.waitForFunction(() => document.body.textContent?.startsWith('classic'))
  },
})

/** A program of the page that is written here and not into the package: that says of its files that importing them alone does nothing. */
const pageModule = (code: string): Plugin => ({
  name: 'readme:page',
  resolveId: (source) => (source === PAGE ? PAGE : undefined),
  load: (id) => (id === PAGE ? code : undefined),
})
