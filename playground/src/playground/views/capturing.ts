import type { PageCapture } from '@halyard/devtools/preview'
import type { CellSession } from '../frames/cell-session.ts'
import type { PageModel } from '../frames/page-model.ts'

/** The captures of one frame. */
export interface FrameCaptures {
  /** Whether a capture with the flags that the page has now is there, or under way. */
  standingOf(model: PageModel): 'captured' | 'asked' | 'none'
  /** Captures the page once it is at rest. */
  capture(model: PageModel): void
  /** There is another document in the frame. */
  forget(): void
  close(): void
}

/** Captures what the pages in all frames show: when they have loaded, and when they show something else. */
export interface Capturing {
  /** @param onCaptured called with each capture, `undefined` where the page gives none. */
  follow(
    session: Pick<CellSession, 'capture' | 'onAction' | 'onChanged'>,
    onCaptured: (capture: PageCapture | undefined) => void,
  ): FrameCaptures
}

/** A page that changes by itself again and again, such as a clock, is captured no more than so often in a row… */
const MOST_RECAPTURES = 3

/** …and again when it has been still for so long. */
const STILL_MS = 10_000

/** What capturing needs of its surroundings. */
export interface CapturingOptions {
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** Called when a page shows something else by itself: pages without a frame may have changed too. */
  onPagesChanged(): void
}

/**
 * Creates what captures pages. What somebody did to a page by hand, there or through the mirror, is no reason for
 * another capture: pages are compared as they are by themselves.
 */
export function createCapturing({ now, onPagesChanged }: CapturingOptions): Capturing {
  const touches = new Set<() => void>()
  const announced = new Set<string>()

  function announce(revision: string): void {
    if (announced.has(revision)) return
    announced.add(revision)
    onPagesChanged()
  }

  return {
    follow(session, onCaptured) {
      let asked: { readonly revision: string; isAnswered: boolean } | undefined
      let fingerprint: string | undefined
      let recaptures = 0
      let changedAtMs = 0
      let isTouched = false
      let isClosed = false
      const touch = (): void => {
        isTouched = true
      }
      touches.add(touch)

      async function capture(revision: string): Promise<void> {
        if (asked && asked.revision !== revision) announce(revision)
        const current = { revision, isAnswered: false }
        asked = current
        const result = await session.capture()
        // The page may have got other flags, or another document, meanwhile: then another capture is under way.
        if (isClosed || asked !== current) return
        current.isAnswered = true
        if (result) fingerprint = result.fingerprint
        onCaptured(result ?? undefined)
      }

      async function recapture(): Promise<void> {
        const current = asked
        if (now() - changedAtMs > STILL_MS) recaptures = 0
        changedAtMs = now()
        if (!current?.isAnswered || isTouched || recaptures >= MOST_RECAPTURES) return
        recaptures += 1
        const result = await session.capture()
        if (isClosed || asked !== current || !result || result.fingerprint === fingerprint) return
        fingerprint = result.fingerprint
        onPagesChanged()
        onCaptured(result)
      }

      const stopAction = session.onAction(({ type }) => {
        // Scrolling changes no document.
        if (type !== 'scroll') for (const each of touches) each()
      })
      const stopChanged = session.onChanged(() => void recapture())
      return {
        standingOf(model) {
          if (asked?.revision !== revisionOf(model)) return 'none'
          return asked.isAnswered ? 'captured' : 'asked'
        },
        capture(model) {
          recaptures = 0
          void capture(revisionOf(model))
        },
        forget() {
          asked = undefined
          isTouched = false
        },
        close() {
          isClosed = true
          touches.delete(touch)
          stopAction()
          stopChanged()
        },
      }
    },
  }
}

function revisionOf({ clients }: PageModel): string {
  return clients.map(({ revision }) => revision ?? '').join(' ')
}
