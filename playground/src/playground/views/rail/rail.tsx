import type { FlagReport } from '@halyard/devtools'
import type { ReactElement } from 'react'
import type { SheetState } from '../../model/sheet-state.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'
import { AppearanceSection } from './appearance-section.tsx'
import { CoverageChoice } from './coverage-choice.tsx'
import { FlagPicker } from './flag-picker.tsx'
import { PageAddressForm } from './page-address-form.tsx'
import { PersonaSection } from './persona-section.tsx'
import { SceneList } from './scene-list.tsx'
import { SizeSection } from './size-section.tsx'
import './rail.css'

/** What the parts of the rail are drawn from. */
export interface RailProps {
  readonly state: SheetState
  /** What the page says of its flags. */
  readonly known: readonly FlagReport[]
  readonly onStateChange: ChangeSheet
}

/** The page that is shown, and everything that can be chosen about it. */
export function Rail(props: RailProps): ReactElement {
  const { state, onStateChange } = props
  return (
    <aside className="rail" aria-label="What is shown">
      <header className="rail-brand">
        <img src="/halyard.svg" alt="" width="20" height="20" />
        Halyard playground
      </header>
      <PageAddressForm
        key={state.pageUrl}
        pageUrl={state.pageUrl}
        onSubmit={(pageUrl) => onStateChange({ pageUrl, view: { kind: 'grid' } })}
      />
      <SceneList pageUrl={state.pageUrl} onStateChange={onStateChange} />
      <FlagPicker {...props} />
      <div className="rail-axes">
        <PersonaSection state={state} onStateChange={onStateChange} />
        <SizeSection state={state} onStateChange={onStateChange} />
        <AppearanceSection state={state} onStateChange={onStateChange} />
      </div>
      <CoverageChoice {...props} />
    </aside>
  )
}
