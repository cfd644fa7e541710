import { createDevtoolsRegistry } from '@halyard/devtools'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountPanel } from './mount-panel.tsx'
import { accessibilityProblems } from './testing/accessibility-problems.ts'
import { PANEL_LOOKS, takeLook } from './testing/panel-looks.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from './testing/sample-flags.ts'
import { createDirectTransport } from './transport/direct-transport.ts'

const CHECKOUT = sampleFlag('new-checkout', {
  value: false,
  variant: 'off',
  variants: { on: true, off: false },
  reason: 'SPLIT',
  flagMetadata: { owner: 'checkout team' },
})
const HERO = sampleFlag('hero', {
  value: 'classic',
  variant: 'control',
  variants: { control: 'classic', bold: 'full-bleed' },
  type: 'string',
  reason: 'TARGETING_MATCH',
})
const FLAGS = [
  CHECKOUT,
  HERO,
  sampleFlag('fee', { value: 4.5, type: 'number' }),
  sampleFlag('ranking', { value: { model: 'v1' }, type: 'object' }),
  sampleFlag('broken', { reason: 'ERROR', errorCode: 'GENERAL', errorMessage: '<b>no</b> such rule' }),
  sampleFlag('locked'),
  sampleFlag('unread', { observed: false }),
]

let unmount: () => void
let parent: HTMLElement

beforeEach(() => {
  parent = document.createElement('div')
  parent.style.height = '500px'
  document.body.append(parent)
})

afterEach(() => {
  unmount()
  parent.remove()
  delete document.documentElement.dataset.theme
})

function open(flags = FLAGS) {
  const client = createMemoryClient(flags)
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  registry.register(client)
  unmount = mountPanel(parent, createDirectTransport(registry))
  return { client, registry }
}

const row = (key: string) => page.getByRole('row').filter({ hasText: key }).first()
const cell = (key: string) => page.getByRole('gridcell', { name: key, exact: true })
const grid = () => page.getByRole('grid')
const detailTitle = () => page.getByRole('heading', { level: 1 })

describe('the list', () => {
  it('shows what the page read, and the rest under a heading', async () => {
    open()
    await expect.element(page.getByText(/7 flags, 6 read on this page/)).toBeVisible()
    await expect.element(row('new-checkout')).toMatchTextContent(/new-checkoutfalseoffsplit/)
    await expect.element(page.getByText(/Not read on this page/)).toBeVisible()
  })

  it('overrides a boolean with one click, says so everywhere, and resets it', async () => {
    open()
    const toggle = page.getByRole('switch', { name: 'Override new-checkout' })
    await toggle.click()
    await expect.element(toggle).toBeChecked()
    await expect.element(page.getByRole('status')).toMatchTextContent(/1 flag overridden by you/)
    await expect.element(row('new-checkout')).toMatchTextContent(/overridden/)
    await page.getByRole('button', { name: /^Reset new-checkout/ }).click()
    await expect.element(toggle).not.toBeChecked()
    await expect.element(page.getByRole('status')).toMatchTextContent(/7 flags/)
  })

  it('resets, rather than pins, when a boolean is flipped back', async () => {
    open()
    const toggle = page.getByRole('switch', { name: 'Override new-checkout' })
    await toggle.click()
    await expect.element(toggle).toBeChecked()
    await toggle.click()
    await expect.element(page.getByRole('status')).toMatchTextContent(/7 flags/)
  })

  it('offers variants in a menu', async () => {
    open()
    await page.getByRole('combobox', { name: 'Override hero' }).selectOptions('bold: "full-bleed"')
    await expect.element(row('hero')).toMatchTextContent(/"full-bleed"/)
  })

  it('resets everything at once', async () => {
    open()
    await page.getByRole('switch', { name: 'Override new-checkout' }).click()
    await page.getByRole('combobox', { name: 'Override hero' }).selectOptions('bold: "full-bleed"')
    await page.getByRole('button', { name: 'Reset all (2)' }).click()
    await expect.element(page.getByRole('status')).toMatchTextContent(/7 flags/)
  })

  it('says why the page refused an override', async () => {
    open()
    await page.getByRole('switch', { name: 'Override locked' }).click()
    await expect.element(page.getByText(/Its owner locked this flag\./)).toBeVisible()
  })

  it('follows the page, and lights up what changed', async () => {
    const { client } = open()
    await expect.element(row('new-checkout')).toMatchTextContent(/false/)
    client.serve({ ...CHECKOUT, value: true, variant: 'on' })
    await expect.element(row('new-checkout')).toMatchTextContent(/true/)
    const cell = row('new-checkout').element().querySelector('.cell-value')
    expect(cell?.getAnimations()).toHaveLength(1)
  })

  it('draws only the rows in sight of 5,000', async () => {
    open(Array.from({ length: 5_000 }, (_, index) => sampleFlag(`flag-${String(index).padStart(4, '0')}`)))
    await expect.element(grid()).toHaveAttribute('aria-rowcount', '5001')
    expect(parent.querySelectorAll('tr').length).toBeLessThan(80)
    grid().element().scrollTop = 24 * 4_000
    await expect.element(row('flag-4005')).toBeVisible()
  })
})

describe('keys', () => {
  it('move, flip, reset and open', async () => {
    open()
    await expect.element(row('new-checkout')).toBeVisible()
    grid().element().focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{End}')
    await expect.element(row('unread')).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Home} ')
    await expect.element(page.getByRole('switch', { name: 'Override broken' })).not.toBeChecked()
    await userEvent.keyboard('r')
    await expect.element(page.getByRole('switch', { name: 'Override broken' })).toBeChecked()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('radio', { name: /^true/ })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(grid()).toHaveFocus()
  })

  it('keep the selected row in sight', async () => {
    open(Array.from({ length: 500 }, (_, index) => sampleFlag(`flag-${String(index).padStart(4, '0')}`)))
    await expect.element(row('flag-0000')).toBeVisible()
    grid().element().focus()
    await userEvent.keyboard('{ArrowDown}{End}')
    await expect.element(row('flag-0499')).toBeInViewport()
  })

  it('find flags with /, and leave the search with Escape', async () => {
    open()
    await expect.element(row('new-checkout')).toBeVisible()
    await userEvent.keyboard('/')
    await expect.element(page.getByRole('searchbox')).toHaveFocus()
    await userEvent.keyboard('ero')
    await expect.element(row('new-checkout')).not.toBeInTheDocument()
    await userEvent.keyboard('x')
    await expect.element(page.getByText(/No flag has “erox” in its key/)).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(row('new-checkout')).toBeVisible()
  })
})

describe('the detail', () => {
  it('says why, for whom, and what would be served without the override', async () => {
    open()
    await page.getByRole('switch', { name: 'Override new-checkout' }).click()
    await expect.element(detailTitle()).toMatchTextContent(/new-checkout/)
    await expect.element(page.getByText(/“u1” falls into the share of variant “off”/)).toBeVisible()
    await expect.element(page.getByText(/checkout team/)).toBeVisible()
    await page.getByText('Context').nth(1).click()
    await expect.element(page.getByText(/"plan": "team"/)).toBeVisible()
  })

  it('shows what a page says as text, never as markup', async () => {
    open()
    await cell('broken').click()
    await expect.element(page.getByText(/<b>no<\/b> such rule/)).toBeVisible()
  })

  it('edits numbers and JSON, keeps what cannot be read, and says why', async () => {
    open()
    await cell('fee').click()
    const number = page.getByRole('textbox', { name: 'Value, a number' })
    await number.fill('4,5')
    await page.getByRole('button', { name: 'Override', exact: true }).click()
    await expect.element(page.getByText(/This flag holds a number/)).toBeVisible()
    await expect.element(number).toHaveValue('4,5')
    await number.fill('9')
    await userEvent.keyboard('{Enter}')
    await expect.element(row('fee')).toMatchTextContent(/fee9overridden/)

    await cell('ranking').click()
    await page.getByRole('textbox', { name: 'Value, JSON' }).fill('{"model":"v2"}')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(row('ranking')).toMatchTextContent(/\{"model":"v2"\}/)
  })
})

describe('instead of the list', () => {
  it('says what to paste when no client is there', async () => {
    const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
    unmount = mountPanel(parent, createDirectTransport(registry))
    await expect.element(page.getByText(/import \{ attachDevtools \}/)).toBeVisible()
    expect(await accessibilityProblems(parent)).toEqual([])
    registry.register(createMemoryClient([]))
    await expect.element(page.getByText(/The client knows no flags yet/)).toBeVisible()
  })

  it('says that a page cannot be looked into', async () => {
    unmount = mountPanel(parent, { open: () => () => undefined })
    await expect.element(page.getByText(/This page cannot be looked into yet/)).toBeVisible()
  })
})

describe('accessibility', () => {
  it.each(PANEL_LOOKS)('has no problem that axe can find: %s, %i px', async (...look) => {
    await takeLook(look)
    open()
    await page.getByRole('switch', { name: 'Override new-checkout' }).click()
    await expect.element(row('new-checkout')).toMatchTextContent(/overridden/)
    expect(await accessibilityProblems(parent)).toEqual([])
    await cell('broken').click()
    await expect.element(detailTitle()).toMatchTextContent(/broken/)
    expect(await accessibilityProblems(parent)).toEqual([])
    await page.viewport(900, 600)
  })
})
