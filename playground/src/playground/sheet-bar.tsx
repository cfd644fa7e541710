import type { FlagReport } from '@halyard/protocol/devtools'
import { Monitor, Smartphone, Tablet } from 'lucide-react'
import type { ReactElement } from 'react'
import { type PlaygroundAddress, ZOOMS } from './playground-address.ts'
import { ThemeChoice } from './theme-choice.tsx'
import { VIEWPORTS } from './viewports.ts'
import './sheet-bar.css'

interface SheetBarProps {
  readonly address: PlaygroundAddress
  readonly flagKey: string | undefined
  readonly flag: FlagReport | undefined
  readonly cellCount: number
  readonly scale: number
  onAddressChange(change: Partial<PlaygroundAddress>): void
}

const ICONS = { phone: Smartphone, tablet: Tablet, desktop: Monitor }

/** What is shown, in which size. */
export function SheetBar(props: SheetBarProps): ReactElement {
  const { address, flagKey, flag, cellCount, scale, onAddressChange } = props
  const { width, height } = VIEWPORTS[address.viewport]
  const description = flag?.flagMetadata.description
  return (
    <header className="sheet-bar">
      <div className="sheet-title">
        <h1>{flagKey ?? 'As served'}</h1>
        {description !== undefined && <p>{String(description)}</p>}
      </div>
      <p className="sheet-facts">
        {cellCount} {cellCount === 1 ? 'preview' : 'previews'}, {width} × {height}
      </p>
      <fieldset className="segments">
        <legend className="visually-hidden">Size of the page</legend>
        {Object.values(VIEWPORTS).map(({ id, name }) => {
          const Icon = ICONS[id]
          return (
            <label key={id} className="segment" title={name}>
              <input
                type="radio"
                name="viewport"
                checked={id === address.viewport}
                onChange={() => onAddressChange({ viewport: id })}
              />
              <Icon size={16} aria-hidden />
              <span className="visually-hidden">{name}</span>
            </label>
          )
        })}
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

function fitLabel({ zoom }: PlaygroundAddress, scale: number): string {
  return zoom === 'fit' ? `Fit, ${Math.round(scale * 100)} %` : 'Fit'
}
