/** A script that runs before every other one of a page: it notes every heading that is ever shown, in `headings`. */
export const NOTE_HEADINGS = `
  globalThis.headings = new Set()
  new MutationObserver(() => {
    const heading = document.querySelector('h1')
    if (heading) headings.add(heading.textContent)
  }).observe(document, { childList: true, subtree: true, characterData: true })
`
