import type { PageAction } from '../../preview/page-action.ts'
import { findElement } from './address-element.ts'
import { isEditable, isSecret } from './field-kinds.ts'

type ActionOf<Type extends PageAction['type']> = Extract<PageAction, { readonly type: Type }>

/**
 * Does on this page what a person did on another one, by events that frameworks hear.
 *
 * @param pretendFocus lets the page believe that an element got the focus.
 * @returns whether the page has such an element, and could do it.
 */
export function performAction(action: PageAction, pretendFocus: (element: Element) => void): boolean {
  const element = findElement(action.target)
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return false
  switch (action.type) {
    case 'scroll':
      return scroll(element, action)
    case 'click':
      return click(element)
    case 'enter':
      return enter(element, action)
    case 'check':
      return check(element, action)
    case 'select':
      return select(element, action)
    case 'press':
      return press(element, action)
    case 'submit':
      return submit(element)
    case 'toggle':
      return toggle(element, action)
    case 'focus':
      pretendFocus(element)
      return true
  }
}

function scroll(element: Element, { left, top }: ActionOf<'scroll'>): boolean {
  element.scrollTo({
    left: left * (element.scrollWidth - element.clientWidth),
    top: top * (element.scrollHeight - element.clientHeight),
    // A page that scrolls smoothly would arrive after the next action.
    behavior: 'instant',
  })
  return true
}

function click(element: HTMLElement | SVGElement): boolean {
  if (element.matches(':disabled')) return false
  const init = { bubbles: true, cancelable: true, composed: true, view: window }
  const pointer = { ...init, pointerId: 1, pointerType: 'mouse', isPrimary: true }
  element.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }))
  element.dispatchEvent(new MouseEvent('mousedown', { ...init, buttons: 1 }))
  element.dispatchEvent(new PointerEvent('pointerup', pointer))
  element.dispatchEvent(new MouseEvent('mouseup', init))
  if (element instanceof HTMLElement) element.click()
  else element.dispatchEvent(new MouseEvent('click', init))
  return true
}

function enter(element: Element, { value, isFinal }: ActionOf<'enter'>): boolean {
  if (!isEditable(element) || isSecret(element)) return false
  if (textIn(element) !== value) {
    writeValue(element, value)
    element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }
  if (isFinal) element.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

function textIn(element: HTMLElement): string | null {
  return 'value' in element ? String(element.value) : element.textContent
}

/** By the setter of the browser: React puts one of its own on each field, and would not hear that something is new. */
function writeValue(element: HTMLElement, value: string): void {
  const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  if (element instanceof prototype) {
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(element, value)
  } else {
    element.textContent = value
  }
}

function check(element: Element, { checked }: ActionOf<'check'>): boolean {
  if (!(element instanceof HTMLInputElement)) return false
  if (element.checked !== checked) element.click()
  return element.checked === checked
}

function select(element: Element, { indexes }: ActionOf<'select'>): boolean {
  if (!(element instanceof HTMLSelectElement) || element.disabled) return false
  for (const option of element.options) option.selected = indexes.includes(option.index)
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  element.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

function press(element: Element, { key, code, modifiers }: ActionOf<'press'>): boolean {
  const init = {
    key,
    code,
    bubbles: true,
    cancelable: true,
    composed: true,
    altKey: modifiers.includes('alt'),
    ctrlKey: modifiers.includes('ctrl'),
    metaKey: modifiers.includes('meta'),
    shiftKey: modifiers.includes('shift'),
  }
  element.dispatchEvent(new KeyboardEvent('keydown', init))
  element.dispatchEvent(new KeyboardEvent('keyup', init))
  return true
}

function submit(element: Element): boolean {
  if (!(element instanceof HTMLFormElement)) return false
  element.requestSubmit()
  return true
}

function toggle(element: Element, { isOpen }: ActionOf<'toggle'>): boolean {
  if (element instanceof HTMLDetailsElement) {
    element.open = isOpen
  } else if (element instanceof HTMLDialogElement && !isOpen) {
    if (element.open) element.close()
  } else if (element instanceof HTMLElement && element.popover !== null) {
    element.togglePopover(isOpen)
  } else {
    return false
  }
  return true
}
