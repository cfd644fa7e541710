import { createDevtoolsRegistry, type InspectableClient } from '@halyard/devtools'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountPopup } from '../popup/mount-popup.tsx'
import { mountPanel } from './mount-panel.tsx'
import { accessibilityProblems } from './testing/accessibility-problems.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from './testing/sample-flags.ts'
import { createDirectTransport } from './transport/direct-transport.ts'
import type { PanelTransport } from './transport/panel-transport.ts'

const ALL = { scopes: ['tab', 'origin'], canExpire: true, isKept: true } as const
const FLAGS = [
  sampleFlag('checkout', { value: false, variants: { on: true, off: false } }),
  sampleFlag('greeting', { value: 'Hello', type: 'string' }),
  sampleFlag('ranking', {
    value: { model: 'v1' },
    type: 'object',
    variants: { one: { model: 'v1' }, two: { model: 'v2' } },
  }),
]

let unmount: () => void
let parent: HTMLElement

beforeEach(() => {
  parent = document.createElement('div')
  parent.style.height = '500px'
  document.body.append(parent)
})

afterEach(async () => {
  unmount()
  parent.remove()
  delete document.documentElement.dataset.theme
  await page.viewport(900, 600)
})

function register(overriding: ReturnType<InspectableClient['describe']>['overriding'] = ALL, flags = FLAGS) {
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  registry.register(createMemoryClient(flags, {}, overriding))
  return createDirectTransport(registry)
}

function open(...parts: Parameters<typeof register>) {
  unmount = mountPanel(parent, register(...parts))
}

const row = (key: string) => page.getByRole('row').filter({ hasText: key }).first()
const select = (key: string) => page.getByRole('gridcell', { name: key, exact: true }).click()
const editor = () => page.getByRole('textbox', { name: 'Another value, JSON' })
const banner = () => page.getByRole('status')

describe('the editor of JSON', () => {
  it('takes keys as fast as they come, and applies with Ctrl and Enter', async () => {
    open()
    await select('ranking')
    await editor().click()
    await userEvent.keyboard('{Control>}a{/Control}')
    // In braces of its own: keys that are doubled stand for themselves.
    await userEvent.keyboard('{{"model": "typed", "/": 1}')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(row('ranking')).toMatchTextContent(/\{"model":"typed","\/":1\}/)
  })

  it('says where JSON breaks, keeps it, and gives the value back', async () => {
    open()
    await select('ranking')
    await editor().fill('{"model": "v1",\n nothing}')
    await page.getByRole('button', { name: 'Override', exact: true }).click()
    await expect.element(page.getByText(/at line 2, column 2\./)).toBeVisible()
    await expect.element(editor()).toMatchTextContent(/nothing/)
    await page.getByRole('button', { name: 'Revert' }).click()
    await expect.element(editor()).toMatchTextContent(/"model": "v1"/)
    await expect.element(banner()).toMatchTextContent(/3 flags/)
  })

  it('warns of what no variant has, with its path, and takes it all the same', async () => {
    open()
    await select('ranking')
    await editor().fill('{"modle":"v1"}')
    await expect.element(page.getByText('model is missing: every variant has it (string).')).toBeVisible()
    await expect.element(page.getByText('modle is in none of the variants.')).toBeVisible()
    await expect.poll(() => parent.querySelectorAll('.cm-lintRange-warning').length).toBe(2)
    await page.getByRole('button', { name: 'Format' }).click()
    await expect.element(editor()).toMatchTextContent(/"modle": "v1"/)
    await page.getByRole('button', { name: 'Override', exact: true }).click()
    await expect.element(row('ranking')).toMatchTextContent(/\{"modle":"v1"\}/)
  })
})

describe('the editor of a text', () => {
  it('takes several lines', async () => {
    open()
    await select('greeting')
    const field = page.getByRole('textbox', { name: 'Value, text without quotes' })
    await field.fill('Good')
    await userEvent.keyboard('{Enter}day')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(row('greeting')).toMatchTextContent(/"Good\\nday"/)
  })
})

describe('where and until when', () => {
  it('is chosen before and after, and shown with the time that is left', async () => {
    open()
    await select('checkout')
    await page.getByRole('combobox', { name: 'Until' }).selectOptions('15 minutes from now')
    await page.getByRole('switch', { name: 'Override checkout' }).click()
    await expect.element(row('checkout')).toMatchTextContent(/15 min left/)
    await page.getByRole('combobox', { name: 'Where' }).selectOptions('All tabs of this site')
    await expect.element(page.getByText(/Overridden by you, in all tabs of this site/)).toBeVisible()
    await expect.element(banner()).toMatchTextContent(/in all tabs of the site, for a while/)
    await page.getByRole('combobox', { name: 'Until' }).selectOptions('I reset it')
    await expect.element(row('checkout')).toMatchTextContent(/all tabs/)
  })

  it('is not offered where the client knows of neither', async () => {
    open({ ...ALL, scopes: ['tab'], canExpire: false })
    await select('checkout')
    await expect.element(page.getByRole('radio', { name: /^true/ })).toBeEnabled()
    await expect.element(page.getByRole('combobox', { name: 'Where' })).not.toBeInTheDocument()
    await expect.element(page.getByRole('combobox', { name: 'Until' })).not.toBeInTheDocument()
  })
})

describe('a client that cannot', () => {
  it('says why, and nothing can be chosen', async () => {
    open({ scopes: [], canExpire: false, isKept: false, refusal: 'This client takes no overrides.' })
    await select('checkout')
    await expect.element(page.getByText('This client takes no overrides.')).toBeVisible()
    await expect.element(page.getByRole('switch', { name: 'Override checkout' })).toBeDisabled()
    await expect.element(page.getByRole('radio', { name: /^true/ })).toBeDisabled()
  })

  it('keep an override says so beforehand and in the banner', async () => {
    open({ ...ALL, isKept: false })
    await select('checkout')
    await expect.element(page.getByText(/holds until the next reload/)).toBeVisible()
    await page.getByRole('switch', { name: 'Override checkout' }).click()
    await expect.element(banner()).toMatchTextContent(/until the next reload/)
  })

  it('change what the code overrides shows no way to', async () => {
    const original = { value: false, reason: 'STATIC' }
    const fixed = { reason: 'OVERRIDE', original, override: { scope: 'code' } } as const
    open(ALL, [sampleFlag('checkout', fixed)])
    await expect.element(row('checkout')).toMatchTextContent(/by code/)
    await expect.element(banner()).toMatchTextContent(/1 flag, 1 read/)
    await select('checkout')
    await expect.element(page.getByText(/own code overrides this flag/)).toBeVisible()
    await expect.element(page.getByRole('switch', { name: 'Override checkout' })).toBeDisabled()
  })
})

describe('undo', () => {
  it('is offered after a reset, and has keys wherever nothing is typed', async () => {
    open()
    const toggle = page.getByRole('switch', { name: 'Override checkout' })
    await toggle.click()
    await page.getByRole('button', { name: /^Reset all/ }).click()
    await expect.element(page.getByText('Reset 1 flag')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(toggle).toBeChecked()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(toggle).not.toBeChecked()
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await expect.element(toggle).toBeChecked()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expect.element(page.getByText(/^Done again/)).not.toBeInTheDocument()
  })
})

describe('the switch of the marker', () => {
  it('is there where the page can carry one, and follows it', async () => {
    const direct = register()
    let told: (isShown: boolean) => void = () => undefined
    const transport: PanelTransport = {
      open(listener) {
        told = (isShown) => listener.markerChanged?.(isShown)
        return direct.open(listener)
      },
      showMarker: (isShown) => told(isShown),
    }
    unmount = mountPanel(parent, transport)
    const marker = page.getByRole('button', { name: 'Mark the page' })
    await expect.element(row('checkout')).toBeVisible()
    await expect.element(marker).not.toBeInTheDocument()
    told(false)
    await marker.click()
    await expect.element(marker).toHaveAttribute('aria-pressed', 'true')
  })
})

describe('accessibility', () => {
  it.each([
    ['light', 900],
    ['light', 420],
    ['dark', 900],
    ['dark', 420],
  ])('has no problem that axe can find: %s, %i px', async (theme, width) => {
    document.documentElement.dataset.theme = theme
    await page.viewport(width, 600)
    open()
    await select('ranking')
    await editor().fill('{"modle":"v1"}')
    await expect.element(page.getByText('modle is in none of the variants.')).toBeVisible()
    // What is scrolled halfway under the heading is too small to be clicked on.
    parent.querySelector('.split-end')?.scrollTo(0, 0)
    expect(await accessibilityProblems(parent)).toEqual([])
    await userEvent.keyboard('{Escape}')
    await page.getByRole('switch', { name: 'Override checkout' }).click()
    await page.getByRole('combobox', { name: 'Until' }).selectOptions('a time of my own…')
    await expect.element(page.getByLabelText('Until when')).toBeVisible()
    expect(await accessibilityProblems(parent)).toEqual([])
    await page.getByRole('button', { name: /^Reset all/ }).click()
    await expect.element(page.getByText('Reset 1 flag')).toBeVisible()
    expect(await accessibilityProblems(parent)).toEqual([])
  })
})

describe('what the toolbar icon opens', () => {
  it.each(['light', 'dark'])(
    'lists what is overridden, resets and undoes it, without a problem: %s',
    async (theme) => {
      document.documentElement.dataset.theme = theme
      const original = { value: false, reason: 'STATIC' }
      const flags = [
        ...FLAGS,
        sampleFlag('fixed', { reason: 'OVERRIDE', original, override: { scope: 'code' } }),
      ]
      const client = createMemoryClient(flags, {}, ALL)
      const registry = createDevtoolsRegistry({
        describePage: () => SAMPLE_PAGE,
        initialOverrides: new Map(),
      })
      registry.register(client)
      unmount = mountPopup(parent, createDirectTransport(registry))
      await expect.element(page.getByText('No flag is overridden in this tab.')).toBeVisible()
      client.setOverride('checkout', true, { scope: 'origin' })
      client.setOverride('greeting', '<b>Servus</b>', {})
      await expect.element(page.getByText('2 flags overridden')).toBeVisible()
      await expect.element(page.getByText('"<b>Servus</b>"')).toBeVisible()
      expect(await accessibilityProblems(parent)).toEqual([])
      await page.getByRole('button', { name: 'Reset checkout' }).click()
      await page.getByRole('button', { name: 'Reset all (1)' }).click()
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect.element(page.getByText('1 flag overridden')).toBeVisible()
    },
  )

  it('shows what a site keeps for flags that no client reads, and forgets it', async () => {
    let kept = [{ flagKey: 'left-over', value: true, scope: 'origin' as const }]
    const registry = createDevtoolsRegistry({
      describePage: () => SAMPLE_PAGE,
      initialOverrides: new Map(),
      methods: {
        'kept-overrides': () => kept,
        'forget-overrides'() {
          kept = []
          return null
        },
      },
    })
    unmount = mountPopup(parent, createDirectTransport(registry))
    await expect.element(page.getByText('left-over')).toBeVisible()
    await page.getByRole('button', { name: 'Forget them' }).click()
    await expect.element(page.getByText('left-over')).not.toBeInTheDocument()
  })
})
