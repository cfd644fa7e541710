import './visit.ts'

const { serviceUrl, flagKey, show } = window.visit
const KEY = 'flags'

/** What somebody would write who cares for this flag and this page only. */
const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
render(kept)
fetch(serviceUrl).then(async (response) => {
  const flags: unknown = await response.json()
  localStorage.setItem(KEY, JSON.stringify({ [flagKey]: valueIn(flags) }))
  render(flags)
}, render)

function render(flags: unknown): void {
  show(valueIn(flags))
}

function valueIn(flags: unknown): boolean {
  return (flags as { readonly [key: string]: unknown })[flagKey] === true
}
