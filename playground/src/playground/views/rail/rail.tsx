import type { FlagReport } from '@halyard/devtools'
import type { ReactElement } from 'react'
import type { SheetState } from '../../model/sheet-state.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'
import { PageAddressForm } from './page-address-form.tsx'
import './rail.css'

interface RailProps {
  readonly state: SheetState
  readonly known: readonly FlagReport[]
  readonly onStateChange: ChangeSheet
}

/** The page that is shown, and everything that can be chosen about it. */
export function Rail({ state, onStateChange }: RailProps): ReactElement {
  return (
    <aside className="rail" aria-label="Page and flags">
      <header className="rail-brand">
        <img src="/halyard.svg" alt="" width="20" height="20" />
        Halyard playground
      </header>
      <PageAddressForm
        key={state.pageUrl}
        pageUrl={state.pageUrl}
        onSubmit={(pageUrl) => onStateChange({ pageUrl })}
      />
    </aside>
  )
}
