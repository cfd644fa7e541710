import { shareLink } from '@halyard/extension/scenarios'
import { Share2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { CELL_LINK_SPAN_MS } from '../../model/hand-on-cell.ts'
import { shareOf } from '../../model/sheet-scenario.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { CopyButton } from '../copy-button.tsx'

/** Copies the link that opens the page itself with what all cells of the sheet have in common. */
export function AppShareButton({ state }: { readonly state: SheetState }): ReactElement {
  const share = shareOf(state)
  if (share.overrides.size === 0 && share.context === undefined) {
    return (
      <p className="scenario-hint">
        A link for the app itself needs one state: pin flags, or open a preview and hand that on.
      </p>
    )
  }
  return (
    <CopyButton
      className="button scenario-action"
      icon={Share2}
      label="Copy link for the app"
      text={() => {
        const made = shareLink(state.pageUrl, { ...share, expiresAtMs: Date.now() + CELL_LINK_SPAN_MS })
        return made.ok ? made.link : made.problem
      }}
    />
  )
}
