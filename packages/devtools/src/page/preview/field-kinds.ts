/** Inputs that hold text, or what is written as text. */
const NOT_TEXT: ReadonlySet<string> = new Set(
  'button checkbox file hidden image password radio reset submit'.split(' '),
)

/** Whether a person can enter text into this. */
export function isEditable(element: Element): element is HTMLElement {
  if (element instanceof HTMLInputElement) {
    return !NOT_TEXT.has(element.type) && !element.readOnly && !element.disabled
  }
  if (element instanceof HTMLTextAreaElement) return !element.readOnly && !element.disabled
  return element instanceof HTMLElement && element.isContentEditable
}

/** Whether what is entered here is nobody's business. */
export function isSecret(element: Element): boolean {
  return (
    element instanceof HTMLInputElement && (element.type === 'password' || hasPasswordCompletion(element))
  )
}

/** A field that shows its password, as many can. */
function hasPasswordCompletion({ autocomplete }: HTMLInputElement): boolean {
  return /password|one-time-code|^cc-/.test(autocomplete)
}

/** Whether a click changes what is checked. */
export function isCheckable(element: Element): element is HTMLInputElement {
  return element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')
}
