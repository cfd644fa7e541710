import { addShare, encodeShare } from '@halyard/protocol/share'
import type { EvaluationContext } from '@halyard/schema'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { accessibilityProblems } from './testing/accessibility-problems.ts'
import { PANEL_LOOKS, takeLook } from './testing/panel-looks.ts'
import { type PanelStage, stagePanel } from './testing/panel-stage.ts'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from './testing/sample-flags.ts'

const FLAGS = [
  sampleFlag('hero', { value: 'classic', variant: 'control', type: 'string' }),
  sampleFlag('fee', { value: 4.5, type: 'number' }),
]

let stage: PanelStage

afterEach(async () => {
  stage.leave()
  await page.viewport(900, 600)
})

async function open(tab: 'Flags' | 'Scenarios' | 'Compare') {
  const contexts: EvaluationContext[] = []
  const client = createMemoryClient(FLAGS, {
    methods: {
      'set-context': ({ context }) => {
        contexts.push(context)
        return null
      },
    },
  })
  stage = stagePanel([client])
  client.setOverride('hero', 'bold', {})
  await page.getByRole('tab', { name: tab }).click()
  await expect.element(page.getByText(/1 flag overridden by you/)).toBeVisible()
  return { client, contexts }
}

const button = (name: string | RegExp) => page.getByRole('button', { name })
const textbox = (name: string) => page.getByRole('textbox', { name })
const plan = () => page.getByRole('list', { name: 'What it would change' })

/** Drops a file, as a person does from a folder. */
function drop(text: string): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], 'dropped.json'))
  const target = stage.element.querySelector('[role=tabpanel] > *')
  target?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
}

describe('scenarios', () => {
  it('are kept, shown with what they would change, applied, and taken back', async () => {
    const { client, contexts } = await open('Scenarios')
    await textbox('Name').fill('Bold')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/^Bold$/)
    await expect.element(page.getByText('Nothing: the page is like this already.')).toBeVisible()
    await expect.element(button('Apply')).toBeDisabled()

    client.resetOverride()
    client.setOverride('fee', 9, {})
    await expect.element(plan()).toMatchTextContent(/hero"classic".*"bold".*fee9.*4.5 served again/)
    await button('Apply').click()
    await expect.element(page.getByText('“Bold” applied.')).toBeVisible()
    expect(['hero', 'fee'].map((flagKey) => client.report(flagKey)?.value)).toEqual(['bold', 4.5])
    expect(contexts).toEqual([{ targetingKey: 'u1', plan: 'team' }])
    await button('Undo').click()
    await expect.element(plan()).toMatchTextContent(/hero/)
    expect(client.report('fee')?.value).toBe(9)
  })

  it('are renamed, deleted, and taken back', async () => {
    await open('Scenarios')
    await textbox('Name').fill('Bold')
    await button('Keep').click()
    await textbox('Name').fill('Bolder')
    await button('Rename').click()
    await expect.element(button(/^Bolder/)).toBeVisible()
    await button('Delete').click()
    await expect.element(button(/^Bolder/)).not.toBeInTheDocument()
    await button('Undo').click()
    await expect.element(button(/^Bolder/)).toBeVisible()
  })

  it('come from a file that is dropped anywhere; what is wrong with one is said', async () => {
    await open('Flags')
    drop('{"halyard":"scenarios","version":1,"scenarios":[{"name":"From a file","overrides":{"fee":1}}]}')
    await expect.element(page.getByText('1 scenario imported.')).toBeVisible()
    await expect.element(button(/^From a file/)).toBeVisible()
    drop('{"halyard":"scenarios","version":1,"scenarios":[{"overrides":{"fee":null}}]}')
    await expect.element(page.getByText(/Scenario 1 of this file: .*"fee" is null/)).toBeVisible()
  })

  it('of somebody else are shown as text, and applied only when the reader says so', async () => {
    const { client } = await open('Scenarios')
    await button('Paste').click()
    const share = { overrides: new Map([['fee', 7]]), note: '<b>Look</b>', expiresAtMs: Date.now() + 60_000 }
    await textbox('Bug report, link or file').fill(addShare(SAMPLE_PAGE.url, encodeShare(share)))
    await button('Read it').click()
    await expect.element(page.getByText(/Its sender says: “<b>Look<\/b>”/)).toBeVisible()
    await expect.element(plan()).toMatchTextContent(/fee4.5.*7/)
    expect(client.report('fee')?.value).toBe(4.5)
    await button('Apply').click()
    await expect.element(page.getByText(/applied\./)).toBeVisible()
    expect(client.report('fee')?.value).toBe(7)
  })
})

describe('a state that leaves', () => {
  it('is a link that ends, and a QR code unless it is too long', async () => {
    const { client } = await open('Scenarios')
    await expect.element(textbox('Link')).toHaveValue(expect.stringMatching(/^https:.*#halyard-share=1\./))
    const before = (textbox('Link').element() as HTMLInputElement).value
    await page.getByRole('combobox', { name: 'Good for' }).selectOptions('1 hour')
    await expect.element(textbox('Link')).not.toHaveValue(before)
    await button('Show QR code').click()
    await expect
      .element(page.getByRole('img', { name: 'QR code of the link' }))
      .toHaveAttribute('aria-busy', 'false')
    client.setOverride('hero', 'x'.repeat(4_000), {})
    await expect.element(page.getByText(/a QR code holds 2,953/)).toBeVisible()
    client.setOverride('hero', 'x'.repeat(70_000), {})
    await expect.element(page.getByText(/this cannot be shared.*fewer flags/)).toBeVisible()
  })

  it('holds back what the reader holds back', async () => {
    await open('Scenarios')
    await page.getByText('Preview').click()
    const preview = () => stage.element.querySelector('.report-preview')?.textContent ?? ''
    await expect.poll(preview).toMatch(/"targetingKey": "u1",\n {2}"plan": "team"/)
    await page.getByRole('checkbox', { name: 'plan "team"' }).click()
    await expect.poll(preview).not.toContain('team')
    expect(preview()).toContain('u1')
    await page.getByRole('checkbox', { name: 'Include the context', exact: true }).click()
    await expect.poll(preview).not.toContain('u1')
  })
})

describe('the comparison', () => {
  it('follows the page, filters, and is deleted and taken back', async () => {
    const { client } = await open('Compare')
    await button('Keep a snapshot').click()
    await expect.element(page.getByText(/Nothing differs/)).toBeVisible()
    client.resetOverride()
    const rows = () =>
      [...stage.element.querySelectorAll('.compare-rows tbody tr')].map(({ textContent }) => textContent)
    await expect.poll(rows).toEqual(['hero"classic" control, everybody"bold" overridden≠value'])
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('All flags')
    await expect.poll(rows).toHaveLength(2)
    await page.getByRole('searchbox', { name: 'Find flags' }).fill('fee')
    await expect.poll(rows).toEqual([expect.stringMatching(/^fee4.5/)])
    await button(/^Delete the snapshot/).click()
    await expect.element(page.getByText(/is deleted/)).toBeVisible()
    await button('Undo').click()
    await expect.poll(rows).toHaveLength(1)
  })

  it('with a file of flags says what this page would get from it', async () => {
    await open('Compare')
    drop('{"flags":{"fee":{"state":"ENABLED","variants":{"high":9},"defaultVariant":"high"}}}')
    await expect.element(page.getByText(/dropped.json: evaluated in this panel/)).toBeVisible()
    await expect
      .element(page.getByRole('row').filter({ hasText: 'fee' }))
      .toMatchTextContent(/4.5.*9 high.*value/)
  })

  it('with an address says what is served there, or why nothing was read', async () => {
    await open('Compare')
    await button('Address').click()
    const address = page.getByRole('textbox', { name: /^Address of/ })
    await expect.element(address).toHaveFocus()
    await userEvent.keyboard('flags.example.com{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent(/no address of the web/)
    await address.fill(new URL('../../../playground/shop/flags.json', import.meta.url).href)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/flags.json, read .*: evaluated in this panel/)).toBeVisible()
    await expect.element(page.getByRole('row').filter({ hasText: 'announcement' })).toBeVisible()
    const fetched = vi.spyOn(globalThis, 'fetch')
    await button('Read again').click()
    await expect
      .poll(() => fetched.mock.calls.map(([url]) => String(url)))
      .toEqual([expect.stringMatching(/flags.json$/)])
    fetched.mockRestore()
  })

  it('draws only the rows in sight of 5,000', async () => {
    await open('Compare')
    const flags = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, {}]))
    const flag = { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' }
    for (const key of Object.keys(flags)) flags[key] = flag
    drop(JSON.stringify({ flags }))
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5003')
    expect(stage.element.querySelectorAll('tr').length).toBeLessThan(80)
  })
})

describe('accessibility', () => {
  it.each(PANEL_LOOKS)('has no problem that axe can find: %s, %i px', async (...look) => {
    await takeLook(look)
    await open('Scenarios')
    await button('Show QR code').click()
    await page.getByText('Preview').click()
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await textbox('Name').fill('Bold')
    await button('Keep').click()
    await expect.element(button('Rename')).toBeInTheDocument()
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await button('Paste').click()
    await textbox('Bug report, link or file').fill('hello')
    await button('Read it').click()
    await expect.element(page.getByText(/No state was found/)).toBeVisible()
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await page.getByRole('tab', { name: 'Compare' }).click()
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await button('Address').click()
    await page.getByRole('textbox', { name: /^Address of/ }).fill('flags.example.com')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/no address of the web/)).toBeVisible()
    expect(await accessibilityProblems(stage.element)).toEqual([])
    await button('Keep a snapshot').click()
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('All flags')
    await expect.element(page.getByRole('grid')).toBeVisible()
    expect(await accessibilityProblems(stage.element)).toEqual([])
  })
})
