import { type KeyModifier, MAX_ENTERED_TEXT, type PageAction } from '../../preview/page-action.ts'
import { addressElement, OPERATED } from './address-element.ts'
import { isCheckable, isEditable, isSecret } from './field-kinds.ts'

/** Tells what a person does on this page. */
export interface ActionTeller {
  /** Another page leads from now on, until a person does something here. */
  follow(): void
  close(): void
}

/** What an action says beside its target. */
type Told = PageAction extends infer Action
  ? Action extends PageAction
    ? Omit<Action, 'target'>
    : never
  : never

const MODIFIER_KEYS: ReadonlySet<string> = new Set(['Alt', 'AltGraph', 'Control', 'Meta', 'Shift'])

/**
 * Begins to tell what a person does on this page. What scripts do is not told, nor what goes on here because of a
 * person's doing on another page: the browser marks the events of a person, and those that it does not mark, such as
 * scrolling, count only while a person is at work here.
 *
 * @param tell called in the order in which things happen.
 */
export function tellActions(tell: (action: PageAction) => void): ActionTeller {
  const scrolled = new Set<Element>()
  let scrollFrame = 0
  let isPersonHere = false
  let enterKeyIn: Element | null = null

  function send(element: Element, told: Told): void {
    const target = addressElement(element)
    if (target) tell({ ...told, target } as PageAction)
  }

  /** Scrolling goes first, so that the order stays. */
  function sendAfterScrolling(element: Element, told: Told): void {
    sendScrolling()
    send(element, told)
  }

  function sendScrolling(): void {
    cancelAnimationFrame(scrollFrame)
    for (const element of scrolled) {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = element
      const left = fraction(scrollLeft, scrollWidth - clientWidth)
      send(element, { type: 'scroll', left, top: fraction(scrollTop, scrollHeight - clientHeight) })
    }
    scrolled.clear()
  }

  const listeners: { readonly [Type in keyof WindowEventMap]?: (event: WindowEventMap[Type]) => void } = {
    wheel: arrive,
    touchstart: arrive,
    pointerdown: arrive,
    keydown(event) {
      arrive(event)
      const element = targetOf(event)
      if (!event.isTrusted || !element) return
      if (event.key === 'Enter' && isField(element)) enterKeyIn = element
      if (event.isComposing || isSecret(element) || !isTelling(event, element)) return
      sendAfterScrolling(element, {
        type: 'press',
        key: event.key,
        code: event.code,
        modifiers: modifiersOf(event),
      })
    },
    keyup() {
      enterKeyIn = null
    },
    scroll(event) {
      if (!isPersonHere) return
      scrolled.add(event.target instanceof Element ? event.target : document.documentElement)
      cancelAnimationFrame(scrollFrame)
      scrollFrame = requestAnimationFrame(sendScrolling)
    },
    click(event) {
      const element = targetOf(event)
      if (!event.isTrusted || !element || isCheckable(element)) return
      sendAfterScrolling(element.closest(OPERATED) ?? element, { type: 'click' })
    },
    input: enter,
    change: enter,
    submit(event) {
      const { submitter, target } = event
      if (submitter || !(target instanceof HTMLFormElement) || !target.contains(enterKeyIn)) return
      sendAfterScrolling(target, { type: 'submit' })
    },
    toggle(event) {
      // What opens a dialog is a script, on each page by itself; what closes it can be the person.
      if (event instanceof ToggleEvent && !(event.target instanceof HTMLDialogElement)) {
        sendOpenness(event, event.newState === 'open')
      }
    },
    close: (event) => sendOpenness(event, false),
    focusin(event) {
      const element = targetOf(event)
      if (isPersonHere && event.isTrusted && element) sendAfterScrolling(element, { type: 'focus' })
    },
  }

  function sendOpenness({ target }: Event, isOpen: boolean): void {
    if (isPersonHere && target instanceof Element) sendAfterScrolling(target, { type: 'toggle', isOpen })
  }

  function arrive({ isTrusted }: Event): void {
    isPersonHere ||= isTrusted
  }

  function enter(event: Event): void {
    const element = targetOf(event)
    if (!event.isTrusted || !element || isSecret(element)) return
    if (isCheckable(element)) {
      if (event.type === 'change') sendAfterScrolling(element, { type: 'check', checked: element.checked })
    } else if (element instanceof HTMLSelectElement) {
      if (event.type === 'change')
        sendAfterScrolling(element, { type: 'select', indexes: indexesOf(element) })
    } else if (isEditable(element)) {
      const value = 'value' in element ? String(element.value) : (element.textContent ?? '')
      if (value.length > MAX_ENTERED_TEXT) return
      sendAfterScrolling(element, { type: 'enter', value, isFinal: event.type === 'change' })
    }
  }

  const types = Object.keys(listeners) as (keyof WindowEventMap)[]
  for (const type of types) window.addEventListener(type, listeners[type] as EventListener, LISTENING)
  return {
    follow() {
      isPersonHere = false
      scrolled.clear()
    },
    close() {
      cancelAnimationFrame(scrollFrame)
      for (const type of types) window.removeEventListener(type, listeners[type] as EventListener, LISTENING)
    },
  }
}

const LISTENING = { capture: true, passive: true }

/** Where an event really happened, in a shadow root too. */
function targetOf(event: Event): Element | null {
  const [target] = event.composedPath()
  return target instanceof Element ? target : null
}

function isField(element: Element): boolean {
  return element instanceof HTMLInputElement
}

/** A key that enters text is told by the text; one that holds others is told with them. */
function isTelling({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, element: Element): boolean {
  if (MODIFIER_KEYS.has(key)) return false
  return key.length > 1 || ctrlKey || metaKey || altKey || !isEditable(element)
}

function modifiersOf({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): KeyModifier[] {
  const held = { alt: altKey, ctrl: ctrlKey, meta: metaKey, shift: shiftKey }
  return (Object.keys(held) as KeyModifier[]).filter((modifier) => held[modifier])
}

function indexesOf({ selectedOptions }: HTMLSelectElement): number[] {
  return [...selectedOptions].map(({ index }) => index)
}

function fraction(at: number, end: number): number {
  // From right to left, positions are negative; a page can be pulled beyond its end.
  return end > 0 ? Math.min(1, Math.abs(at) / end) : 0
}
