import { Check, TriangleAlert, X } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { OverrideNotice as Notice } from '../model/override-session.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'
import { doneText, OVERRIDE_TEXT, refusedText } from '../text/override.ts'

/** How long the notice of something that can be undone by a key as well stays, in milliseconds. */
const STAY_MS = 12_000

/** Says why the page did not accept an override, or offers to take back what was just done. */
export function OverrideNotice({ session }: { session: PanelSession }) {
  const notice = session.notice.value
  const isPassing = notice !== null && notice.kind !== 'refused'

  useEffect(() => {
    if (!isPassing) return
    const timer = setTimeout(session.dismissNotice, STAY_MS)
    return () => clearTimeout(timer)
  }, [notice])

  return (
    <div aria-live={isPassing ? 'polite' : 'assertive'} class={notice ? 'notice' : 'notice-empty'}>
      {notice && (
        <>
          {notice.kind === 'refused' ? (
            <Refusal notice={notice} />
          ) : (
            <Done notice={notice} session={session} />
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={OVERRIDE_TEXT.dismiss}
            onClick={session.dismissNotice}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </>
      )}
    </div>
  )
}

function Refusal({ notice }: { notice: Extract<Notice, { kind: 'refused' }> }) {
  return (
    <>
      <TriangleAlert class="notice-shape notice-bad" size={14} aria-hidden="true" />
      <span class="notice-text">
        {notice.flagKey !== '' && <span class="mono">{clipText(notice.flagKey, 80)}</span>}{' '}
        {refusedText(notice.flagKey)} {clipText(notice.message, 400)}
      </span>
    </>
  )
}

function Done({ notice, session }: { notice: Exclude<Notice, { kind: 'refused' }>; session: PanelSession }) {
  const isUndone = notice.kind === 'undone'
  const canGo = isUndone ? session.canRedo.value : session.canUndo.value
  return (
    <>
      <Check class="notice-shape" size={14} aria-hidden="true" />
      <span class="notice-text">{doneText(notice.kind, notice.count)}</span>
      {canGo && (
        <button
          type="button"
          class="button"
          aria-keyshortcuts={isUndone ? 'Control+Shift+Z' : 'Control+Z'}
          onClick={isUndone ? session.redo : session.undo}
        >
          {isUndone ? OVERRIDE_TEXT.redo : OVERRIDE_TEXT.undo}
        </button>
      )}
    </>
  )
}
