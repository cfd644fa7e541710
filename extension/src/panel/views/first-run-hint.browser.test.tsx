import { createDevtoolsRegistry } from '@halyard/protocol/devtools'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountPanel } from '../mount-panel.tsx'
import { accessibilityProblems } from '../testing/accessibility-problems.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from '../testing/sample-flags.ts'
import { createDirectTransport } from '../transport/direct-transport.ts'

let parent: HTMLElement
let unmount: () => void

beforeEach(() => {
  localStorage.clear()
  parent = document.createElement('div')
  parent.style.height = '500px'
  document.body.append(parent)
})

afterEach(() => {
  unmount()
  parent.remove()
  localStorage.clear()
})

function open(): void {
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  registry.register(createMemoryClient([sampleFlag('new-checkout')]))
  unmount = mountPanel(parent, createDirectTransport(registry))
}

const hint = () => page.getByRole('complementary', { name: 'How to begin' })

it('is there until it is dismissed, and never again', async () => {
  open()
  await expect.element(hint()).toBeVisible()
  unmount()
  open()
  await expect.element(hint()).toBeVisible()
  await page.getByRole('button', { name: 'Got it' }).click()
  await expect.element(hint()).not.toBeInTheDocument()
  unmount()
  open()
  await expect.element(page.getByRole('gridcell', { name: 'new-checkout' })).toBeVisible()
  expect(hint().elements()).toEqual([])
})

it('is accessible', async () => {
  open()
  await expect.element(hint()).toBeVisible()
  expect(await accessibilityProblems(parent)).toEqual([])
})
