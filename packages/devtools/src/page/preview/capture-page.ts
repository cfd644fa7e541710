import { MAX_TITLE, type PageCapture } from '../../preview/messages.ts'
import { fingerprintPage } from './fingerprint-page.ts'
import type { RestWatch } from './watch-rest.ts'

/** Captures what this page shows, once it has come to rest. */
export async function capturePage(rest: RestWatch): Promise<PageCapture> {
  const isSettled = await rest.settle()
  const { scrollWidth, scrollHeight } = document.documentElement
  return {
    fingerprint: fingerprintOrNone(rest),
    isSettled,
    title: document.title.slice(0, MAX_TITLE),
    width: scrollWidth,
    height: scrollHeight,
  }
}

function fingerprintOrNone({ isRestless }: RestWatch): string {
  try {
    return fingerprintPage(isRestless)
  } catch {
    // A page can stand in the way of whoever reads it. Then it is like no other.
    return `none ${performance.timeOrigin}`
  }
}
