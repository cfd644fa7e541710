import { Undo2 } from 'lucide-preact'
import { MAX_FLAGS } from '../model/client-model.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'
import { OverrideMark } from './override-mark.tsx'

/** One line above the list: how many flags there are, and, as a banner, that some of them are overridden. */
export function StatusStrip({ session }: { session: PanelSession }) {
  const { all, read, overridden, leftOut } = session.counts.value
  const isOverriding = overridden > 0
  return (
    <div class={isOverriding ? 'strip strip-overriding' : 'strip'}>
      <p role="status">
        {isOverriding ? (
          <>
            <OverrideMark />
            <strong>{count(overridden, 'flag')} overridden by you</strong>
            <span class="strip-more">in this tab, until you reset {overridden === 1 ? 'it' : 'them'}</span>
          </>
        ) : (
          <span>
            {count(all, 'flag')}, {read} read on this page
          </span>
        )}
        <Skipped session={session} />
        {leftOut > 0 && (
          <span class="warn">
            {leftOut} more not shown: the panel keeps {MAX_FLAGS} per client
          </span>
        )}
      </p>
      {isOverriding ? (
        <button
          type="button"
          class="button-override"
          disabled={session.isReadOnly.value}
          onClick={session.resetAll}
        >
          <Undo2 size={12} aria-hidden="true" />
          Reset all ({overridden})
        </button>
      ) : (
        <ClientState session={session} />
      )}
    </div>
  )
}

/** The panel shows what is so, and not all that happened on the way. */
function Skipped({ session }: { session: PanelSession }) {
  const skipped = session.documents.value.reduce((sum, document) => sum + document.skipped.value, 0)
  if (skipped === 0) return null
  return (
    <span class="warn" title="What is shown is up to date. The timeline has gaps.">
      {count(skipped, 'event')} skipped: the page tells more than the panel can show
    </span>
  )
}

function ClientState({ session }: { session: PanelSession }) {
  const [only, another] = session.clients.value
  if (!only) return null
  if (another) return <span class="faint">{session.clients.value.length} clients</span>
  const { sdk, state, revision } = only.client.description.value
  return (
    <span class="faint strip-client">
      {[sdk, state, revision !== undefined && `revision ${revision}`]
        .filter((part) => part !== false)
        .map((part) => clipText(part, 60))
        .join(' · ')}
    </span>
  )
}

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`
}
