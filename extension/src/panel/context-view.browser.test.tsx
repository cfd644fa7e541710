import type { ClientEvent, InspectableClient } from '@halyard/devtools'
import type { EvaluationContext } from '@halyard/schema'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { memoryStorageArea } from './storage/memory-storage-area.ts'
import { createPanelStorage } from './storage/panel-storage.ts'
import { accessibilityProblems } from './testing/accessibility-problems.ts'
import { PANEL_LOOKS, takeLook } from './testing/panel-looks.ts'
import { type PanelStage, stagePanel } from './testing/panel-stage.ts'
import { SAMPLE_EXPLANATION } from './testing/sample-explanation.ts'
import { createMemoryClient, sampleFlag } from './testing/sample-flags.ts'

const FLAGS = [
  sampleFlag('new-checkout', { value: false, variant: 'off' }),
  sampleFlag('hero', { value: 'classic', type: 'string' }),
]

let stage: PanelStage

afterEach(async () => {
  stage.leave()
  await page.viewport(900, 600)
})

/** A client whose new checkout is for the crew, and whose context can be set. */
function createContextClient(): InspectableClient & { readonly context: EvaluationContext } {
  const own: EvaluationContext = { targetingKey: 'u1', plan: 'team', age: 41 }
  const listeners = new Set<(event: ClientEvent) => void>()
  let set: EvaluationContext | undefined
  function setContext(context: EvaluationContext | undefined): null {
    if (context?.plan === 'refused') throw new Error('no such plan')
    set = context
    for (const listener of listeners) listener({ type: 'client-changed' })
    return null
  }
  const base = createMemoryClient(FLAGS)
  return {
    ...base,
    get context() {
      return set ?? own
    },
    describe: () => ({
      state: 'live',
      context: set ?? own,
      ...(set && { contextOverride: { own, scope: 'tab' } }),
    }),
    subscribe(listener) {
      listeners.add(listener)
      const end = base.subscribe(listener)
      return () => {
        listeners.delete(listener)
        end()
      }
    },
    methods: {
      explain: () => SAMPLE_EXPLANATION,
      'evaluate-for': ({ context }) => ({
        changed:
          context.plan === 'crew'
            ? [{ flagKey: 'new-checkout', value: true, variant: 'on', reason: 'TARGETING_MATCH' }]
            : [],
        leftOut: 0,
        evaluated: 2,
      }),
      'set-context': ({ context }) => setContext(context),
      'reset-context': () => setContext(undefined),
    },
  }
}

async function open(storage = createPanelStorage(memoryStorageArea())) {
  const client = createContextClient()
  stage = stagePanel([client], storage)
  await page.getByRole('tab', { name: 'Context' }).click()
  return client
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const apply = () => page.getByRole('button', { name: 'Be this user in this tab' })

describe('the context', () => {
  it('is shown with the types of its attributes, and nothing can be applied before it is edited', async () => {
    await open()
    await expect.element(field('Value of plan')).toHaveValue('team')
    await expect.element(page.getByRole('combobox', { name: 'Type of age' })).toHaveValue('number')
    await expect.element(apply()).toBeDisabled()
  })

  it('says what would change before anything does, and why', async () => {
    const client = await open()
    await field('Value of plan').fill('free')
    await expect.element(page.getByText('No flag would change: all 2 were evaluated.')).toBeVisible()
    await field('Value of plan').fill('crew')
    await expect.element(page.getByText('1 of 2 flags would change.')).toBeVisible()
    await page.getByRole('button', { name: /^new-checkout false becomes true/ }).click()
    await expect.element(page.getByRole('heading', { name: 'Why new-checkout' })).toBeVisible()
    await expect.element(page.getByText('for the context that you typed')).toBeVisible()
    await expect.element(page.getByRole('list', { name: /step by step/ })).toBeVisible()
    expect(client.context).toEqual({ targetingKey: 'u1', plan: 'team', age: 41 })
  })

  it('is yours after a click, says so on every tab, and can be given back', async () => {
    const client = await open()
    await field('Value of plan').fill('crew')
    await apply().click()
    await expect.element(page.getByText('in this tab, until you reset it')).toBeVisible()
    expect(client.context).toEqual({ targetingKey: 'u1', plan: 'crew', age: 41 })
    await page.getByRole('tab', { name: 'Flags' }).click()
    await expect.element(page.getByText('Context set by you')).toBeVisible()
    await page.getByRole('button', { name: 'Reset context' }).click()
    await expect.element(page.getByText('Context set by you')).not.toBeInTheDocument()
    expect(client.context.plan).toBe('team')
  })

  it('says why the page refuses it, and keeps what was typed', async () => {
    await open()
    await field('Value of plan').fill('refused')
    await apply().click()
    await expect.element(page.getByText('The page did not do it: no such plan.')).toBeVisible()
    await expect.element(field('Value of plan')).toHaveValue('refused')
  })

  it('grows and shrinks by attributes, and says at each what is wrong with it', async () => {
    const client = await open()
    await page.getByRole('button', { name: 'Add attribute' }).click()
    await expect.element(page.getByText('Name the attribute.')).toBeVisible()
    await field('Name of attribute 4').fill('crew')
    await page.getByRole('combobox', { name: 'Type of crew' }).selectOptions('boolean')
    await page.getByRole('combobox', { name: 'Value of crew' }).selectOptions('true')
    await page.getByRole('button', { name: 'Remove plan' }).click()
    await field('Value of age').fill('4,5')
    await expect.element(page.getByText('A number is written as 12 or 0.5.')).toBeVisible()
    await expect.element(apply()).toBeDisabled()
    await field('Value of age').fill('4.5')
    await apply().click()
    await expect.element(page.getByRole('button', { name: 'Reset context' })).toBeVisible()
    expect(client.context).toEqual({ targetingKey: 'u1', age: 4.5, crew: true })
  })

  it('can be written as JSON, with the place of a fault', async () => {
    const client = await open()
    await page.getByRole('button', { name: 'JSON' }).click()
    const json = field('The whole context as JSON')
    await json.fill('{\n  "plan": crew\n}')
    await expect.element(page.getByText(/Not valid JSON: .* at line 2, column 11\./)).toBeVisible()
    await expect.poll(() => document.querySelector('.cm-lintRange-error')?.textContent).toBe('c')
    await expect.element(page.getByRole('button', { name: 'Form' })).toBeDisabled()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await expect.element(json).toMatchTextContent(/"plan": "team"/)
    await json.click()
    // Keys that are doubled stand for themselves.
    await userEvent.keyboard('{Control>}a{/Control}{{"plan":"crew"}')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(page.getByRole('button', { name: 'Reset context' })).toBeVisible()
    expect(client.context).toEqual({ plan: 'crew' })
  })

  it('cannot be set where the SDK does not offer it, and says so', async () => {
    stage = stagePanel([createMemoryClient(FLAGS)])
    await page.getByRole('tab', { name: 'Context' }).click()
    await expect.element(page.getByText('This SDK does not let the panel set its context.')).toBeVisible()
    await expect.element(field('Value of plan')).toBeDisabled()
    await page.getByRole('button', { name: 'JSON' }).click()
    await expect.element(field('The whole context as JSON')).toHaveAttribute('aria-readonly', 'true')
    await page.getByRole('button', { name: 'Form' }).click()
    await expect.element(page.getByText(/cannot say beforehand/)).toBeVisible()
  })

  it('says that there is no client', async () => {
    stage = stagePanel([])
    await page.getByRole('tab', { name: 'Context' }).click()
    await expect.element(page.getByRole('heading', { name: 'No flag client on this page' })).toBeVisible()
  })
})

describe('personas', () => {
  it('are kept for the next panel, taken over for editing, and deleted', async () => {
    const storage = createPanelStorage(memoryStorageArea())
    await open(storage)
    await field('Value of plan').fill('crew')
    await field('Name of the persona').fill('Cleo')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('button', { name: /^Edit as Cleo/ })).toBeVisible()
    stage.leave()
    const client = await open(storage)
    await page.getByRole('button', { name: /^Edit as Cleo/ }).click()
    await expect.element(field('Value of plan')).toHaveValue('crew')
    expect(client.context.plan).toBe('team')
    await apply().click()
    await expect.element(page.getByRole('button', { name: 'Reset context' })).toBeVisible()
    expect(client.context.plan).toBe('crew')
    await page.getByRole('button', { name: 'Delete the persona Cleo' }).click()
    await expect.element(page.getByText(/Keep a context under a name/)).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(page.getByRole('button', { name: /^Edit as Cleo/ })).toBeVisible()
  })
})

describe('accessibility', () => {
  it.each(PANEL_LOOKS)('has no problem that axe can find: %s, %i px', async (...look) => {
    await takeLook(look)
    await open()
    await field('Name of the persona').fill('Cleo')
    await userEvent.keyboard('{Enter}')
    await field('Value of plan').fill('crew')
    await page.getByRole('button', { name: /^new-checkout false becomes true/ }).click()
    await field('Value of age').fill('4,5')
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await field('Value of age').fill('5')
    await apply().click()
    await expect.element(page.getByRole('button', { name: 'Reset context' })).toBeVisible()
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await page.getByRole('button', { name: 'JSON' }).click()
    await expect.element(field('The whole context as JSON')).toBeVisible()
    expect(await accessibilityProblems(stage.element)).toEqual([])
  })
})
