import type { ReactElement } from 'react'
import { listFlags } from '../frames/page-model.ts'
import { useFrameInspector } from '../frames/use-frame-inspector.ts'
import { listCells } from '../model/list-cells.ts'
import type { PlaygroundAddress } from '../model/playground-address.ts'
import { FlagRail } from './flag-rail.tsx'
import { Sheet } from './sheet.tsx'
import { usePlaygroundAddress } from './use-playground-address.ts'

/** The whole workspace: flags on the left, every variation of the chosen one on the right. */
export function Playground({ defaultPageUrl }: { readonly defaultPageUrl: string }): ReactElement {
  const [address, navigate] = usePlaygroundAddress(defaultPageUrl)
  // What was learnt about one page says nothing about the next one.
  return <Workspace key={address.pageUrl} address={address} onAddressChange={navigate} />
}

interface WorkspaceProps {
  readonly address: PlaygroundAddress
  onAddressChange(change: Partial<PlaygroundAddress>): void
}

function Workspace({ address, onAddressChange }: WorkspaceProps): ReactElement {
  const servedFrame = useFrameInspector(address.pageUrl)
  const { inspection } = servedFrame
  const flags = inspection.status === 'open' ? listFlags(inspection.model) : []
  // The first flag with something to compare is more telling than an empty sheet.
  const chosenKey = address.flagKey ?? flags.find(({ observed, variants }) => observed && variants)?.flagKey
  const flag = flags.find(({ flagKey }) => flagKey === chosenKey)
  return (
    <div className="playground">
      <FlagRail
        pageUrl={address.pageUrl}
        served={inspection}
        flags={flags}
        chosenKey={chosenKey}
        onPageChange={(pageUrl) => onAddressChange({ pageUrl })}
        onFlagChange={(flagKey) => onAddressChange({ flagKey })}
      />
      <Sheet
        address={address}
        flagKey={chosenKey}
        flag={flag}
        cells={listCells(flag)}
        servedFrame={servedFrame}
        onAddressChange={onAddressChange}
      />
    </div>
  )
}
