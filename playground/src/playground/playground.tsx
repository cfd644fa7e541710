import { type ReactElement, useState } from 'react'
import { FlagRail } from './flag-rail.tsx'
import type { FrameInspection } from './frame-inspector.ts'
import { listCells } from './list-cells.ts'
import { listFlags } from './page-model.ts'
import { Sheet } from './sheet.tsx'
import { usePlaygroundAddress } from './use-playground-address.ts'
import './playground.css'

/** The whole workspace: flags on the left, every variation of the chosen one on the right. */
export function Playground({ defaultPageUrl }: { readonly defaultPageUrl: string }): ReactElement {
  const [address, navigate] = usePlaygroundAddress(defaultPageUrl)
  const [inspected, setInspected] = useState<{ pageUrl: string; inspection: FrameInspection }>()
  const { pageUrl } = address
  const served: FrameInspection =
    inspected?.pageUrl === pageUrl ? inspected.inspection : { status: 'loading' }
  const flags = served.status === 'open' ? listFlags(served.model) : []
  // The first flag with something to compare is more telling than an empty sheet.
  const chosen = address.flagKey ?? flags.find(({ observed, variants }) => observed && variants)?.flagKey
  const flag = flags.find(({ flagKey }) => flagKey === chosen)
  return (
    <div className="playground">
      <FlagRail
        pageUrl={pageUrl}
        served={served}
        flags={flags}
        chosenKey={chosen}
        onPageChange={(next) => navigate({ pageUrl: next })}
        onFlagChange={(flagKey) => navigate({ flagKey })}
      />
      <Sheet
        address={address}
        flagKey={chosen}
        flag={flag}
        cells={listCells(flag)}
        onAddressChange={navigate}
        onServedInspection={(inspection) => setInspected({ pageUrl, inspection })}
      />
    </div>
  )
}
