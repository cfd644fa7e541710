import type { FlagClient } from '@halyard/client'
import { useFlagClient } from '@halyard/react'
import { type ReactElement, useCallback, useSyncExternalStore } from 'react'
import { describeClientState } from './client-status.ts'
import type { Persona } from './personas.ts'
import './flag-status-line.css'

// The connection of a server is none of the visitor's.
const UNKNOWN: FlagClient['state'] = { status: 'idle' }

/** How the page stands to the flag service: this shop is there to show Halyard. */
export function FlagStatusLine({ persona }: { readonly persona: Persona }): ReactElement {
  const client = useFlagClient()
  const state = useSyncExternalStore(
    useCallback((onChange: () => void) => client.subscribeState(onChange), [client]),
    () => client.state,
    () => UNKNOWN,
  )
  const { kind, sentence, revision } = describeClientState(state)
  return (
    <footer className="flag-status">
      <p role="status" data-kind={kind}>
        <span className="flag-status-mark" aria-hidden="true" />
        {sentence}
      </p>
      {revision && (
        <p>
          revision <code>{revision}</code>
        </p>
      )}
      <p>
        for {persona.name}, {persona.description}
      </p>
      <p className="flag-status-about">A demo of Halyard. Nothing here is for sale.</p>
    </footer>
  )
}
