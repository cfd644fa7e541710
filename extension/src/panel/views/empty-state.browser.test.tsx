import { createDevtoolsRegistry, type InspectableClient } from '@halyard/devtools'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountPanel } from '../mount-panel.tsx'
import { accessibilityProblems } from '../testing/accessibility-problems.ts'
import { createFakeTransport } from '../testing/fake-transport.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from '../testing/sample-flags.ts'
import { createDirectTransport } from '../transport/direct-transport.ts'
import type { PanelTransport } from '../transport/panel-transport.ts'
import type { PageAccess } from '../transport/site-access.ts'

const SHOP = { hostname: 'shop.example', isFrame: false }
const PAY = { hostname: 'pay.example', isFrame: true }

let unmount: () => void
let parent: HTMLElement
let asked: string[]
let tellAccess: (access: PageAccess) => void

beforeEach(() => {
  asked = []
  parent = document.createElement('div')
  parent.style.height = '500px'
  document.body.append(parent)
})

afterEach(() => {
  unmount()
  parent.remove()
  delete document.documentElement.dataset.theme
})

function open(transport: PanelTransport, access: PageAccess): void {
  unmount = mountPanel(parent, {
    ...transport,
    reloadPage: () => void asked.push('reload'),
    siteAccess: {
      watch(listener) {
        tellAccess = listener
        listener(access)
        return () => undefined
      },
      async request({ hostname }) {
        asked.push(hostname)
        return true
      },
      borrow: async () => null,
    },
  })
}

/** A page that answers. */
function pageWith(...clients: readonly InspectableClient[]): PanelTransport {
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  for (const client of clients) registry.register(client)
  return createDirectTransport(registry)
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

it('asks for a site that is not allowed, and loads the page again', async () => {
  open(createFakeTransport(), { isWebPage: true, withheld: [SHOP, PAY] })
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('The panel may not look into shop.example yet')
  await button('Allow on shop.example').click()
  await expect.poll(() => asked).toEqual(['shop.example', 'reload'])
})

it.each(['Context', 'Timeline', 'Scenarios', 'Compare'])('asks for it in the tab %s, too', async (tab) => {
  open(createFakeTransport(), { isWebPage: true, withheld: [SHOP] })
  await page.getByRole('tab', { name: tab }).click()
  await button('Allow on shop.example').click()
  await expect.poll(() => asked).toEqual(['shop.example', 'reload'])
  expect(await accessibilityProblems(parent)).toEqual([])
})

it('says that a page older than the extension has to be loaded again', async () => {
  open(createFakeTransport(), { isWebPage: true, withheld: [] })
  await button('Reload the page').click()
  expect(asked).toEqual(['reload'])
})

it('says that pages of the browser are closed to it, and offers nothing', async () => {
  open(createFakeTransport(), { isWebPage: false, withheld: [] })
  await expect.element(page.getByText(/belongs to the browser itself/)).toBeVisible()
  expect(parent.querySelectorAll('.empty button')).toHaveLength(0)
})

it('names what may keep a client away, a frame of another site among it', async () => {
  open(pageWith(), { isWebPage: true, withheld: [PAY] })
  await expect.element(page.getByText('It comes later')).toBeVisible()
  await button('Allow on pay.example').click()
  await expect.poll(() => asked).toEqual(['pay.example', 'reload'])
})

it('says beside flags that those of some frames may be missing', async () => {
  open(pageWith(createMemoryClient([sampleFlag('new-checkout')])), { isWebPage: true, withheld: [PAY] })
  await page.getByText('Frames of another site are not looked into').click()
  expect(await accessibilityProblems(parent)).toEqual([])
  await button('Allow on pay.example').click()
  await expect.poll(() => asked).toEqual(['pay.example', 'reload'])
})

it('keeps the frames open that a reader opened, while frames come and go', async () => {
  open(pageWith(createMemoryClient([sampleFlag('new-checkout')])), { isWebPage: true, withheld: [PAY] })
  await page.getByText('Frames of another site are not looked into').click()
  await expect.element(button('Allow on pay.example')).toBeVisible()
  tellAccess({ isWebPage: true, withheld: [PAY, { hostname: 'ads.example', isFrame: true }] })
  await expect.element(button('Allow on ads.example')).toBeVisible()
  tellAccess({ isWebPage: true, withheld: [] })
  await expect.element(page.getByText(/not looked into/)).not.toBeInTheDocument()
  tellAccess({ isWebPage: true, withheld: [PAY] })
  await expect.element(button('Allow on pay.example')).toBeVisible()
})

it.each(['light', 'dark'])('is accessible, %s', async (theme) => {
  document.documentElement.dataset.theme = theme
  open(pageWith(), { isWebPage: true, withheld: [PAY] })
  await expect.element(page.getByText('It comes later')).toBeVisible()
  expect(await accessibilityProblems(parent)).toEqual([])
  unmount()
  open(createFakeTransport(), { isWebPage: true, withheld: [SHOP] })
  await expect.element(button('Allow on shop.example')).toBeVisible()
  expect(await accessibilityProblems(parent)).toEqual([])
})
