import { Bookmark } from 'lucide-react'
import { type ReactElement, useId, useRef } from 'react'
import type { SheetState } from '../../model/sheet-state.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'
import { ScenarioPanel } from './scenario-panel.tsx'
import './scenario-menu.css'

interface ScenarioMenuProps {
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
}

/** Named states: saved, found again, handed on. */
export function ScenarioMenu({ state, onStateChange }: ScenarioMenuProps): ReactElement {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button" className="button scenario-button" popoverTarget={id}>
        <Bookmark size={16} aria-hidden />
        <span>Scenarios</span>
      </button>
      <div
        id={id}
        ref={popover}
        className="scenario-popover"
        popover="auto"
        role="dialog"
        aria-label="Scenarios"
        // Keys that are pressed here are no shortcuts of what lies below.
        onKeyDown={(event) => event.stopPropagation()}
      >
        <ScenarioPanel
          state={state}
          onShow={(shown) => {
            onStateChange(shown)
            popover.current?.hidePopover()
          }}
          onRename={(name) => onStateChange({ name }, 'drag')}
        />
      </div>
    </>
  )
}
