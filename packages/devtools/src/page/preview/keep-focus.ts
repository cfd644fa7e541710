/** Stands in for focus in a page that does not have it. */
export interface FocusKeeper {
  /** Lets the page believe that an element got the focus: it hears the events, and the focus stays where it is. */
  pretend(element: Element): void
  close(): void
}

/**
 * Keeps scripts of this page from taking the focus away from the page that a person is in: a script that puts it
 * somewhere because of a mirrored click would have the person's next key end up in another frame. What has the focus of
 * the whole window is left alone.
 */
export function keepFocus(): FocusKeeper {
  const { focus } = HTMLElement.prototype
  let believed: Element | undefined

  function pretend(element: Element): void {
    if (element === believed) return
    const before = believed
    believed = element
    if (before?.isConnected) tell(before, element, 'blur', 'focusout')
    tell(element, before, 'focus', 'focusin')
  }

  function focusHere(this: HTMLElement, options?: FocusOptions): void {
    if (document.hasFocus()) focus.call(this, options)
    else pretend(this)
  }

  HTMLElement.prototype.focus = focusHere
  return {
    pretend,
    close() {
      if (HTMLElement.prototype.focus === focusHere) HTMLElement.prototype.focus = focus
    },
  }
}

function tell(element: Element, relatedTarget: Element | undefined, silent: string, bubbling: string): void {
  const init = { composed: true, relatedTarget: relatedTarget ?? null }
  element.dispatchEvent(new FocusEvent(silent, init))
  element.dispatchEvent(new FocusEvent(bubbling, { ...init, bubbles: true }))
}
