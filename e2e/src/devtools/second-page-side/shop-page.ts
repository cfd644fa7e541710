/** A page with the SDK: it shows its flags, and lets a playground of the named origins look at them. */
import { FlagSdk } from './flag-sdk.ts'
import { findRegistry } from './registry.ts'
import { answerEmbeddingPage } from './window-transport.ts'

const playgroundOrigins = (document.currentScript?.dataset.playgroundOrigins ?? '').split(' ').filter(Boolean)
const sdk = new FlagSdk(
  {
    hero: { variants: { classic: 'Sails', bold: 'SAILS!' }, variant: 'classic', byPlan: { team: 'bold' } },
    checkout: { variants: { on: true, off: false }, variant: 'off' },
    'page-size': { variants: { small: 12, large: 48 }, variant: 'small' },
    theme: { variants: { plain: { accent: 'navy' } }, variant: 'plain' },
  },
  { targetingKey: 'u7', plan: 'free' },
  playgroundOrigins,
)

function draw(): void {
  const texts = [sdk.read('hero', 'nothing'), sdk.read('checkout', false) ? 'new checkout' : 'old checkout']
  for (const [index, selector] of ['h1', 'p'].entries()) {
    const element = document.querySelector(selector)
    if (element) element.textContent = texts[index] ?? ''
  }
}

sdk.observe(draw)
draw()
sdk.start()
const registry = findRegistry()
if (registry) answerEmbeddingPage(registry, playgroundOrigins)
Object.assign(globalThis, { sdk })
