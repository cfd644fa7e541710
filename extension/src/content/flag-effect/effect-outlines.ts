import type { EffectEntry } from '@halyard/devtools'
import type { Box } from './capture-document.ts'
import { OWN_ATTRIBUTE } from './document-elements.ts'

/** What is drawn around one place of the page. */
export interface Outline {
  readonly id: number
  readonly kind: EffectEntry['kind']
  /** Where it is now, in CSS pixels from the top left corner of the document. */
  box(): Box
  /** Whether the element is on this side of the effect; where it is not, its place is marked. */
  readonly isThere: boolean
}

/** The outlines over a page. */
export interface EffectOutlines {
  draw(outlines: readonly Outline[], emphasisedId: number | null): void
  remove(): void
}

const SIGNS = { appeared: '+', vanished: '−', changed: '~' } as const

/** No style of the page reaches it, and no policy of the page forbids it. The colours hold on any ground. */
const STYLE = `
  :host { all: initial; position: fixed; inset: 0; width: auto; height: auto; margin: 0; padding: 0; border: 0;
    overflow: hidden; background: none; pointer-events: none; }
  div { position: absolute; box-sizing: border-box; border: 2px solid var(--colour); border-radius: 3px;
    box-shadow: 0 0 0 1px #fff, inset 0 0 0 1px #fff; }
  div.absent { border-style: dashed; opacity: 0.75; }
  div.emphasised { box-shadow: 0 0 0 2px #fff, 0 0 0 5px var(--colour); }
  .appeared { --colour: #18794e; } .vanished { --colour: #ce2c31; } .changed { --colour: #3a5bc7; }
  span { position: absolute; left: -2px; top: -2px; min-width: 16px; padding: 0 3px; border-radius: 3px;
    background: var(--colour); color: #fff; font: 700 13px/16px ui-monospace, monospace; text-align: center; }
`

/** Draws outlines over the page that take no click and move nothing; they follow scrolling and resizing. */
export function createEffectOutlines(): EffectOutlines {
  const host = document.createElement('div')
  host.setAttribute(OWN_ATTRIBUTE, '')
  host.setAttribute('aria-hidden', 'true')
  host.popover = 'manual'
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  document.documentElement.append(host)
  host.showPopover()

  const ended = new AbortController()
  let drawn: readonly (readonly [Outline, HTMLElement])[] = []
  let frame = 0

  function place(): void {
    for (const [outline, { style }] of drawn) {
      const { left, top, width, height } = outline.box()
      style.left = `${left - scrollX}px`
      style.top = `${top - scrollY}px`
      style.width = `${width}px`
      style.height = `${height}px`
    }
  }

  function placeSoon(): void {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(place)
  }

  const options = { capture: true, passive: true, signal: ended.signal }
  addEventListener('scroll', placeSoon, options)
  addEventListener('resize', placeSoon, options)

  return {
    draw(outlines, emphasisedId) {
      drawn = outlines.map((outline) => {
        const element = document.createElement('div')
        element.className = outline.kind
        element.classList.toggle('absent', !outline.isThere)
        element.classList.toggle('emphasised', outline.id === emphasisedId)
        const sign = document.createElement('span')
        sign.textContent = SIGNS[outline.kind]
        element.append(sign)
        return [outline, element] as const
      })
      root.replaceChildren(...drawn.map(([, element]) => element))
      place()
    },
    remove() {
      ended.abort()
      cancelAnimationFrame(frame)
      host.remove()
    },
  }
}
