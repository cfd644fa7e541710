import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage } from '../storage/panel-storage.ts'
import { accessibilityProblems } from '../testing/accessibility-problems.ts'
import { PANEL_LOOKS, takeLook } from '../testing/panel-looks.ts'
import { type PanelStage, stagePanel } from '../testing/panel-stage.ts'
import { createMemoryClient, sampleFlag } from '../testing/sample-flags.ts'

let stage: PanelStage

afterEach(() => stage.leave())

function open(storage = createPanelStorage(memoryStorageArea())): void {
  stage = stagePanel([createMemoryClient([sampleFlag('new-checkout')])], storage)
}

const hint = () => page.getByRole('complementary', { name: 'How to begin' })

it('is there until it is dismissed, and never again', async () => {
  const storage = createPanelStorage(memoryStorageArea())
  open(storage)
  await page.getByRole('button', { name: 'Got it' }).click()
  await expect.element(hint()).not.toBeInTheDocument()
  stage.leave()
  open(storage)
  await expect.element(page.getByRole('gridcell', { name: 'new-checkout' })).toBeVisible()
  expect(hint().elements()).toEqual([])
})

it.each(PANEL_LOOKS)('has no problem that axe can find: %s, %i px', async (...look) => {
  await takeLook(look)
  open()
  await expect.element(hint()).toBeVisible()
  expect(await accessibilityProblems(stage.element)).toEqual([])
})
