import tokens from '@halyard/tokens/tokens.css?inline'
import { clipText, valueText } from '../../panel/model/value-text.ts'
import { OVERRIDE_TEXT, overriddenText, resetLabel } from '../../panel/text/override.ts'
import markerStyle from './marker.css?inline'
import type { OverriddenFlag } from './overridden-flags.ts'

/** The marker as people see it: a button in the corner, and behind it the list of what is overridden. */
export interface MarkerView {
  count(overridden: number): void
  list(flags: readonly OverriddenFlag[]): void
  remove(): void
}

/** What people do with the marker. */
export interface MarkerActions {
  open(): void
  close(): void
  reset(flag: OverriddenFlag): void
  resetAll(): void
}

/**
 * Puts the marker into this document, beside its body and in a shadow root that no script of the page can open. It is
 * made of elements and texts alone, and styled by a sheet that is no markup either, so that neither a
 * Content-Security-Policy nor Trusted Types can be in its way.
 */
export function createMarkerView(actions: MarkerActions): MarkerView {
  const host = document.createElement('halyard-overrides')
  // Beats what the page says of all elements.
  for (const [property, value] of HOST_STYLE) host.style.setProperty(property, value, 'important')
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(tokens.replaceAll(':root', '.corner') + markerStyle)
  root.adoptedStyleSheets = [sheet]

  const button = element('button', 'marker')
  const list = element('ul', 'flags')
  const resetAll = element('button', 'reset-all', OVERRIDE_TEXT.resetAll)
  const box = element('section', 'box')
  box.setAttribute('aria-label', OVERRIDE_TEXT.markerList)
  box.append(list, resetAll)
  const corner = element('div', 'corner')
  corner.append(box, button)
  root.append(corner)
  setOpen(false)

  function setOpen(isOpen: boolean): void {
    box.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
  }

  button.addEventListener('click', () => {
    const isOpen = box.hidden === true
    setOpen(isOpen)
    if (isOpen) actions.open()
    else actions.close()
  })
  resetAll.addEventListener('click', () => actions.resetAll())
  box.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    button.click()
    button.focus()
  })
  document.documentElement.append(host)

  return {
    count(overridden) {
      button.replaceChildren(element('span', 'mark'), overriddenText(overridden))
    },
    list(flags) {
      list.replaceChildren(...flags.map((each) => listItem(each, actions)))
    },
    remove: () => host.remove(),
  }
}

const HOST_STYLE = [
  ['display', 'block'],
  ['position', 'fixed'],
  ['inset', 'auto 12px 12px auto'],
  ['z-index', '2147483647'],
  ['transform', 'none'],
  ['opacity', '1'],
  ['visibility', 'visible'],
  ['filter', 'none'],
  ['pointer-events', 'auto'],
  ['font', 'initial'],
  ['letter-spacing', 'normal'],
  ['text-transform', 'none'],
  ['color-scheme', 'light dark'],
] as const

function listItem(each: OverriddenFlag, actions: MarkerActions): HTMLElement {
  const { flagKey, value } = each.flag
  const item = element('li', 'flag')
  const reset = element('button', 'reset', OVERRIDE_TEXT.reset)
  reset.setAttribute('aria-label', resetLabel(clipText(flagKey, 200)))
  reset.addEventListener('click', () => actions.reset(each))
  item.append(
    element('span', 'key', clipText(flagKey, 200)),
    element('span', 'value', valueText(value)),
    reset,
  )
  return item
}

function element(name: string, className: string, text = ''): HTMLElement {
  const created = document.createElement(name)
  created.className = className
  created.textContent = text
  if (created instanceof HTMLButtonElement) created.type = 'button'
  return created
}
