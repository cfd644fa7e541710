/**
 * Copies a text. `navigator.clipboard` is closed to panels in DevTools by its permissions policy, so this is the older way,
 * which needs a click or a key press shortly before.
 *
 * @returns whether the browser did it.
 */
export function copyText(text: string): boolean {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', give, { capture: true })
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', give, { capture: true })
  }
}
