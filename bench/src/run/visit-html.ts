import type { SampleContext } from '../flags/sample-flag.ts'

/** What a visited page begins with. */
export interface VisitHtmlOptions {
  readonly serviceUrl: string
  readonly flagKey: string
  readonly context: SampleContext
  /** The page's code, bundled, as a classic script. */
  readonly script: string
}

/** What a visited page found out about itself, under `window.seenVisit`. */
export interface SeenVisit {
  /** From the first script's start to the first right value, in milliseconds; `null` until then. */
  readonly firstValueMs: number | null
  /** How many frames were painted before it. */
  readonly framesBefore: number
  /** Whether a frame was painted with the right value. */
  readonly isPainted: boolean
}

/**
 * A page with its code in it, so that no request stands between the start of the clock and the SDK. The code runs once
 * the page is there and painting, right after a frame, as the script of a real page may: so an SDK has until the next
 * frame. The page shows `off` until it is told otherwise.
 */
export function visitHtml({ script, ...visit }: VisitHtmlOptions): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Visit</title><link rel="icon" href="data:,">
<p id="flag">off</p>
<script type="text/plain" id="code">${script.replaceAll('</script', '<\\/script')}</script>
<script>
  const seen = window.seenVisit = { firstValueMs: null, framesBefore: 0, isPainted: false }
  const code = document.createElement('script')
  code.text = document.getElementById('code').text
  let startedAt
  window.visit = {
    ...${JSON.stringify(visit)},
    show(value) {
      document.getElementById('flag').textContent = value ? 'on' : 'off'
      if (value) seen.firstValueMs ??= performance.now() - startedAt
    },
  }
  function frame() {
    if (seen.firstValueMs === null) seen.framesBefore += 1
    else seen.isPainted = true
    if (!seen.isPainted) requestAnimationFrame(frame)
  }
  function start() {
    requestAnimationFrame(frame)
    startedAt = performance.now()
    document.body.append(code)
  }
  addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(start))))
</script>
</html>`
}
