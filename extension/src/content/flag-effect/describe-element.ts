const MAX_TEXT = 80

/** The beginning of a text, short enough for one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT - 1)}…` : line
}

/** An element as a selector says it: its tag, and its id or first class. */
export function selectorOf(element: Element): string {
  const [firstClass] = element.classList
  const mark = element.id ? `#${element.id}` : firstClass ? `.${firstClass}` : ''
  return excerpt(`${element.localName}${mark}`)
}

/** The beginning of what an element says to a reader. */
export function textOf(element: Element): string {
  const name = element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? element.textContent
  return excerpt((name ?? '').slice(0, 10 * MAX_TEXT))
}
