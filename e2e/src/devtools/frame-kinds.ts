import { samplePage } from './sample-page.ts'

/** Every kind of frame that a page can have; each is the title of one in {@link framesPage}. */
export const FRAME_KINDS = [
  'same origin',
  'other origin',
  'nested in an other origin',
  'srcdoc',
  'sandboxed',
  'sandboxed srcdoc',
  'blob',
  'data',
  'written into about:blank',
] as const

/**
 * A page with a frame of each kind, the sample page in each of them.
 *
 * @param otherOrigin has the sample page at `/`, and at `/nesting` what {@link nestingPage} makes.
 */
export function framesPage(otherOrigin: string): string {
  const srcdoc = samplePage().replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const content = JSON.stringify(samplePage()).replaceAll('</', '<\\/')
  return `<title>Frames</title>
    <iframe title="same origin" src="/"></iframe>
    <iframe title="other origin" src="${otherOrigin}/"></iframe>
    <iframe title="nested in an other origin" src="${otherOrigin}/nesting"></iframe>
    <iframe title="srcdoc" srcdoc="${srcdoc}"></iframe>
    <iframe title="sandboxed" sandbox="allow-scripts" src="/"></iframe>
    <iframe title="sandboxed srcdoc" sandbox="allow-scripts" srcdoc="${srcdoc}"></iframe>
    <iframe title="blob"></iframe>
    <iframe title="data"></iframe>
    <iframe title="written into about:blank"></iframe>
    <script>
      const content = ${content}
      const frame = (title) => document.querySelector('[title="' + title + '"]')
      frame('blob').src = URL.createObjectURL(new Blob([content], { type: 'text/html' }))
      frame('data').src = 'data:text/html,' + encodeURIComponent(content)
      const { contentDocument } = frame('written into about:blank')
      contentDocument.write(content)
      contentDocument.close()
    </script>`
}

/** A page without flags around a page with some. */
export function nestingPage(innerOrigin: string): string {
  return `<title>Nesting</title><iframe src="${innerOrigin}/"></iframe>`
}
