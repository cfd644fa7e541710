import { createDevtoolsRegistry, type MethodHandlers } from '@halyard/devtools'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountPanel } from '../mount-panel.tsx'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from '../testing/sample-flags.ts'
import { createDirectTransport } from '../transport/direct-transport.ts'

const EFFECT = {
  entries: [
    { id: 0, kind: 'changed', selector: 'h1', text: 'Go fly', details: ['text: “Kites” → “Go fly”'] },
    { id: 1, kind: 'appeared', selector: 'svg.kite', text: '', details: [] },
    { id: 2, kind: 'vanished', selector: 'p', text: '<b>old</b>', details: [] },
  ],
  leftOut: 0,
  moved: 12,
  restless: 1,
  isSettled: false,
  isWhole: true,
} as const

let unmount: () => void
let parent: HTMLElement

beforeEach(() => {
  parent = document.createElement('div')
  parent.style.height = '590px'
  document.body.append(parent)
})

afterEach(() => {
  unmount()
  parent.remove()
  delete document.documentElement.dataset.theme
})

/** Opens the panel on a page that answers like this, with the flag selected. */
async function open(handlers: MethodHandlers): Promise<unknown[]> {
  const asked: unknown[] = []
  const note =
    <Parameters extends object>(name: string) =>
    (parameters: Parameters) => {
      asked.push([name, parameters])
      return null
    }
  const registry = createDevtoolsRegistry({
    describePage: () => SAMPLE_PAGE,
    initialOverrides: new Map(),
    methods: { 'show-effect': note('show'), 'end-effect': note('end'), ...handlers },
  })
  const hero = sampleFlag('hero', {
    value: 'a',
    type: 'string',
    variants: { a: 'a', b: 'b' },
    observed: false,
  })
  registry.register(createMemoryClient([hero]))
  unmount = mountPanel(parent, createDirectTransport(registry))
  await page.getByRole('gridcell', { name: 'hero', exact: true }).click()
  return asked
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('the effect of a flag', () => {
  it.each(['light', 'dark'] as const)(
    'is listed, led through and put back, without a problem for axe: %s',
    async (theme) => {
      document.documentElement.dataset.theme = theme
      const asked = await open({ 'find-effect': () => EFFECT })
      await button('Find out').click()
      await expect.element(page.getByText('1 appeared · 1 vanished · 1 changed')).toBeVisible()
      await expect.element(page.getByText('12 elements only moved or took another size.')).toBeVisible()
      await expect.element(page.getByText('<b>old</b>')).toBeVisible()
      await button('Next change').click()
      await page.getByRole('button', { name: /svg.kite/ }).click()
      await userEvent.keyboard('{ArrowDown}')
      await page.getByText('as it is').click()
      const { violations } = await axe.run(parent, { rules: { region: { enabled: false } } })
      expect(violations.map(({ id }) => id)).toEqual([])
      await button('Done').click()
      await expect.element(button('Find out')).toBeVisible()
      expect(asked).toEqual([
        ['show', { side: 'after', entryId: 0 }],
        ['show', { side: 'after', entryId: 1 }],
        ['show', { side: 'after', entryId: 2 }],
        ['show', { side: 'before', entryId: 2 }],
        ['end', {}],
      ])
    },
  )

  it('that is nothing says why that may be', async () => {
    await open({ 'find-effect': () => ({ ...EFFECT, entries: [], moved: 0, restless: 0, isSettled: true }) })
    await button('Find out').click()
    await expect.element(page.getByText(/The page has not read this flag since it was loaded/)).toBeVisible()
  })

  it('says why the page could not do it, and what it says is checked', async () => {
    let answer: () => never = () => {
      throw new Error('hero is locked')
    }
    await open({ 'find-effect': () => answer() })
    await button('Find out').click()
    await expect.element(page.getByText('hero is locked')).toBeVisible()
    answer = (() => ({ entries: 'forged' })) as never
    await button('Find out').click()
    await expect.element(page.getByText(/with something else/)).toBeVisible()
  })
})
