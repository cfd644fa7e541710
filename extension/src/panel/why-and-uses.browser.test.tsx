import type { ExplanationReport, MethodHandlers } from '@halyard/devtools'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { accessibilityProblems } from './testing/accessibility-problems.ts'
import { PANEL_LOOKS, takeLook } from './testing/panel-looks.ts'
import { type PanelStage, stagePanel } from './testing/panel-stage.ts'
import { SAMPLE_EXPLANATION, samplePart } from './testing/sample-explanation.ts'
import { createMemoryClient, sampleFlag } from './testing/sample-flags.ts'

const CHECKOUT = sampleFlag('new-checkout', {
  value: false,
  variant: 'off',
  variants: { on: true, off: false },
  reason: 'SPLIT',
  flagMetadata: {
    ticket: 'https://example.com/SHOP-812',
    owner: 'checkout team',
    expires: '2020-01-01',
    description: 'One page in place of three',
    script: 'javascript:alert(1)',
  },
})

let stage: PanelStage

afterEach(async () => {
  stage.leave()
  await page.viewport(900, 600)
})

function open(explain: NonNullable<MethodHandlers['explain']> = () => SAMPLE_EXPLANATION) {
  const flags = [CHECKOUT, sampleFlag('hero', { value: 'bold', type: 'string', variant: 'loud' })]
  const client = createMemoryClient(flags, { methods: { explain } })
  stage = stagePanel([client])
  return client
}

const select = (flagKey: string) => page.getByRole('gridcell', { name: flagKey, exact: true }).click()
const tree = () => page.getByRole('list', { name: 'What was decided, step by step' })
const deciding = () => stage.element.querySelector('.why-chooser')

describe('why', () => {
  it('says it in a sentence, and in a tree with the deciding path strong', async () => {
    open()
    await select('new-checkout')
    await expect.element(tree()).toBeVisible()
    expect(stage.element.querySelector('.why-headline')?.textContent).toBe(
      'off for 88 % of visitors, because version is at least "2"; “u1” is among them.',
    )
    const lines = [...stage.element.querySelectorAll('.why-line')]
    expect(lines.map((line) => [line.textContent, line.classList.contains('why-aside')])).toEqual([
      ['no: not in crew', true],
      ['no: plan is none of "crew", "staff" · it is "team"', true],
      ['yes: version is at least "2" · it is "2.1"', false],
      ['the split by targetingKey gives "off"', false],
    ])
    expect(deciding()?.textContent).toBe('the split by targetingKey gives "off"')
    await expect.element(page.getByText(/Time can change it next at .*2027/)).toBeVisible()
  })

  it('draws the split with a tick where this user falls', async () => {
    open()
    await select('new-checkout')
    await expect
      .element(page.getByRole('img', { name: '“new-checkoutu1” falls at 62 %, of: on 12 %; off 88 %' }))
      .toBeVisible()
    const track = stage.element.querySelector('.split-bar-track') as HTMLElement
    const [on, off] = [...track.children].map((part) => part.getBoundingClientRect())
    const tick = track.querySelector('.split-bar-tick')?.getBoundingClientRect()
    const width = track.getBoundingClientRect().width
    expect(Math.round(((on?.width ?? 0) / width) * 100)).toBe(12)
    expect(tick?.left).toBeGreaterThan((off?.left ?? 0) + width * 0.45)
    expect(tick?.right).toBeLessThan(off?.right ?? 0)
    await expect.element(page.getByText(/here, at 62 %/)).toBeVisible()
  })

  it('has the rule one click away', async () => {
    open()
    await select('new-checkout')
    await page.getByText('The rule as it is written').click()
    await expect.element(page.getByText(/"if": \["…"\]/)).toBeVisible()
  })

  it('asks anew when the flag changes, and only then', async () => {
    const explain = vi.fn(() => SAMPLE_EXPLANATION)
    const client = open(explain)
    await select('new-checkout')
    await expect.element(tree()).toBeVisible()
    // Once for the detail, and once for the tab with the context.
    expect(explain).toHaveBeenCalledTimes(2)
    client.serve(sampleFlag('hero', { value: 'quiet', type: 'string' }))
    await expect
      .element(page.getByRole('row').filter({ hasText: 'hero' }).first())
      .toMatchTextContent(/quiet/)
    expect(explain).toHaveBeenCalledTimes(2)
    const outcome = { ...SAMPLE_EXPLANATION.outcome, variant: 'on' }
    explain.mockReturnValue({ ...SAMPLE_EXPLANATION, outcome })
    client.serve({ ...CHECKOUT, value: true, variant: 'on' })
    await expect.element(page.getByText(/^on for 88 %/)).toBeVisible()
  })

  it('says what would be served, and why, while the flag is overridden', async () => {
    open()
    await page.getByRole('switch', { name: 'Override new-checkout' }).click()
    await expect.element(page.getByRole('heading', { name: 'Why that is served' })).toBeVisible()
    await expect.element(page.getByText(/^off for 88 % of visitors/)).toBeVisible()
  })

  it('is honest about an SDK that explains nothing', async () => {
    stage = stagePanel([createMemoryClient([CHECKOUT])])
    await select('new-checkout')
    await expect.element(page.getByText(/“u1” falls into the share of variant “off”/)).toBeVisible()
    await expect.element(page.getByText(/This SDK does not say more/)).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Uses' })).not.toBeInTheDocument()
  })

  it('says that a page failed to explain, or answered with something else', async () => {
    const explain = vi.fn((): ExplanationReport => {
      throw new Error('<b>broken</b>')
    })
    const client = open(explain)
    await select('new-checkout')
    await expect.element(page.getByText(/The page could not explain this: <b>broken<\/b>/)).toBeVisible()
    explain.mockReturnValue({ ...SAMPLE_EXPLANATION, tree: [] } as never)
    client.serve({ ...CHECKOUT })
    await expect.element(page.getByText(/answered "explain" with something else/)).toBeVisible()
  })

  it('draws what a hostile page says as text, and no more of it than anybody reads', async () => {
    const label = `<img src=x onerror="globalThis.hit=1">${'x'.repeat(100_000)}`
    open(() => ({
      ...SAMPLE_EXPLANATION,
      tree: samplePart('/r', {
        operator: 'if',
        children: [samplePart('/r/if/0', { operator: 'var', label })],
      }),
      uses: { ...SAMPLE_EXPLANATION.uses, attributes: ['__proto__.polluted', 'constructor'] },
    }))
    await select('new-checkout')
    await expect.element(tree()).toBeVisible()
    expect(stage.element.querySelectorAll('img')).toHaveLength(0)
    expect(stage.element.querySelector('.why')?.textContent?.length).toBeLessThan(1_500)
    const uses = page.getByText('constructor').element().closest('div')
    expect(uses?.textContent).toBe('constructorabsent')
  })
})

describe('uses', () => {
  it('lists segments, attributes and flags with what they are now', async () => {
    open()
    await select('new-checkout')
    await expect.element(page.getByRole('heading', { name: 'Uses' })).toBeVisible()
    const section = page.getByRole('heading', { name: 'Uses' }).element().closest('section')
    const facts = [...(section?.querySelectorAll('dl > div') ?? [])].map((fact) =>
      [...fact.children].map(({ textContent }) => textContent),
    )
    expect(facts).toEqual([
      ['segment crew', expect.stringMatching(/^not in this segment/)],
      ['targetingKey', '"u1"'],
      ['plan', '"team"'],
      ['version', 'absent'],
      ['flag hero', '"bold" · loud'],
      ['time', 'its rule reads the time'],
    ])
  })

  it('shows what people wrote about the flag, and links only what is safe', async () => {
    open()
    await select('new-checkout')
    await expect.element(page.getByText('One page in place of three')).toBeVisible()
    await expect.element(page.getByText('overdue')).toBeVisible()
    const links = [...stage.element.querySelectorAll('a')]
    expect(links.map(({ href, target, rel }) => [href, target, rel])).toEqual([
      ['https://example.com/SHOP-812', '_blank', 'noreferrer noopener'],
    ])
  })
})

describe('accessibility', () => {
  it.each(PANEL_LOOKS)('has no problem that axe can find: %s, %i px', async (...look) => {
    await takeLook(look)
    open()
    await select('new-checkout')
    await expect.element(tree()).toBeVisible()
    await page.getByText('The rule as it is written').click()
    expect(await accessibilityProblems(stage.element)).toEqual([])
  })
})
