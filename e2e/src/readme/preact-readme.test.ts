import { expect } from 'vitest'
import { whenShown } from '../support/flag-page.ts'
import { dehydratedHero } from './dehydrated-hero.ts'
import { describeReadmeSteps } from './describe-readme-steps.ts'
import { followFirstFlag } from './follow-first-flag.ts'

/** A body as a server sent it, and what notes every text that it ever shows. */
const body = (flags: string): string => `<main>classic</main>
<script type="application/json" id="flags">${flags}</script>
<script>
  const main = document.querySelector('main')
  const texts = []
  const note = () => texts.push(main.textContent)
  new MutationObserver(note).observe(main, { subtree: true, characterData: true, childList: true })
</script>`

describeReadmeSteps(
  'packages/preact',
  {
    'first-flag': followFirstFlag,

    async hydration({ open, edit }) {
      edit('hero', { variants: { classic: 'classic', bold: 'bold' }, defaultVariant: 'bold' })
      const page = await open({ body: body(JSON.stringify(await dehydratedHero('classic'))) })
      await whenShown(page.mainFrame(), 'main', 'bold')
      expect(await page.evaluate(`[texts, main === document.querySelector('main')]`)).toEqual([
        ['bold'],
        true,
      ])
    },
  },
  'preact',
)
