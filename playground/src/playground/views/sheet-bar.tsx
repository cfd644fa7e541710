import type { FlagReport } from '@halyard/devtools'
import type { ReactElement } from 'react'
import { type PlaygroundAddress, ZOOMS } from '../model/playground-address.ts'
import { VIEWPORTS } from '../model/viewports.ts'
import { ThemeChoice } from './theme-choice.tsx'
import './sheet-bar.css'

interface SheetBarProps {
  readonly address: PlaygroundAddress
  readonly flagKey: string | undefined
  readonly flag: FlagReport | undefined
  /** Whether the page has told its flags, so that a missing one is really missing. */
  readonly isTold: boolean
  readonly cellCount: number
  readonly scale: number
  onAddressChange(change: Partial<PlaygroundAddress>): void
}

/** What is shown, in which size. */
export function SheetBar(props: SheetBarProps): ReactElement {
  const { address, flagKey, cellCount, scale, onAddressChange } = props
  const { width, height } = VIEWPORTS[address.viewport]
  const description = describeChoice(props)
  return (
    <header className="sheet-bar">
      <div className="sheet-title">
        <h1>{flagKey ?? 'As served'}</h1>
        {description !== undefined && <p>{description}</p>}
      </div>
      <p className="sheet-facts">
        {cellCount} {cellCount === 1 ? 'preview' : 'previews'}, {width} × {height}
      </p>
      <fieldset className="segments">
        <legend className="visually-hidden">Size of the page</legend>
        {Object.values(VIEWPORTS).map(({ id, name }) => (
          <label key={id} className="segment">
            <input
              type="radio"
              name="viewport"
              checked={id === address.viewport}
              onChange={() => onAddressChange({ viewport: id })}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <select
        className="zoom"
        aria-label="Zoom"
        value={address.zoom}
        onChange={(event) => {
          const zoom = ZOOMS.find((candidate) => String(candidate) === event.target.value)
          if (zoom !== undefined) onAddressChange({ zoom })
        }}
      >
        {ZOOMS.map((zoom) => (
          <option key={zoom} value={zoom}>
            {zoom === 'fit' ? fitLabel(address, scale) : `${zoom} %`}
          </option>
        ))}
      </select>
      <ThemeChoice />
    </header>
  )
}

function describeChoice({ flagKey, flag, isTold, cellCount }: SheetBarProps): string | undefined {
  if (flagKey === undefined || !isTold) return undefined
  if (!flag) return 'The page knows no such flag.'
  if (cellCount === 1) return 'The page does not tell the variations of this flag.'
  const { description } = flag.flagMetadata
  return description === undefined ? undefined : String(description)
}

function fitLabel({ zoom }: PlaygroundAddress, scale: number): string {
  return zoom === 'fit' ? `Fit, ${Math.round(scale * 100)} %` : 'Fit'
}
