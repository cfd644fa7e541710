import { type ReactElement, useId, useState } from 'react'
import {
  isViewport,
  LONGEST_SIDE,
  SHORTEST_SIDE,
  VIEWPORT_PRESETS,
  type Viewport,
  viewportKey,
  viewportName,
} from '../../model/viewports.ts'
import { AxisSection, Choice, toggled } from './axis-section.tsx'
import type { RailProps } from './rail.tsx'

/** The sizes that the page is looked at in. */
export function SizeSection({ state, onStateChange }: Omit<RailProps, 'known'>): ReactElement {
  const { viewports } = state
  const isChosen = (viewport: Viewport): boolean => viewports.some((other) => isSame(viewport, other))
  const free = viewports.filter((viewport) => !VIEWPORT_PRESETS.some((preset) => isSame(preset, viewport)))
  return (
    <AxisSection title="Sizes" summary={viewports.map(viewportName).join(', ')}>
      {[...VIEWPORT_PRESETS, ...free].map(({ width, height }) => (
        <Choice
          key={viewportKey({ width, height })}
          name={viewportName({ width, height })}
          detail={`${width} × ${height}`}
          isChosen={isChosen({ width, height })}
          isLast={viewports.length === 1 && isChosen({ width, height })}
          onToggle={() => onStateChange({ viewports: toggled(viewports, { width, height }, isSame) })}
        />
      ))}
      <FreeSize
        onAdd={(viewport) => {
          if (!isChosen(viewport)) onStateChange({ viewports: [...viewports, viewport] })
        }}
      />
    </AxisSection>
  )
}

function FreeSize({ onAdd }: { onAdd(viewport: Viewport): void }): ReactElement {
  const [size, setSize] = useState({ width: '', height: '' })
  const [isRefused, setRefused] = useState(false)
  const id = useId()
  const viewport = { width: Number(size.width), height: Number(size.height) }
  const field = (side: 'width' | 'height', label: string): ReactElement => (
    <input
      className="field"
      inputMode="numeric"
      placeholder={label}
      aria-label={`${label} in pixels`}
      aria-invalid={isRefused}
      aria-describedby={isRefused ? `${id}-problem` : undefined}
      value={size[side]}
      onChange={(event) => {
        setRefused(false)
        setSize({ ...size, [side]: event.target.value })
      }}
    />
  )
  return (
    <form
      className="free-size"
      onSubmit={(event) => {
        event.preventDefault()
        setRefused(!isViewport(viewport))
        if (!isViewport(viewport)) return
        onAdd(viewport)
        setSize({ width: '', height: '' })
      }}
    >
      {field('width', 'Width')}
      <span aria-hidden>×</span>
      {field('height', 'Height')}
      <button type="submit" className="button">
        Add
      </button>
      {isRefused && (
        <p id={`${id}-problem`} className="field-problem">
          Both sides are whole pixels, from {SHORTEST_SIDE} to {LONGEST_SIDE}.
        </p>
      )}
    </form>
  )
}

function isSame(a: Viewport, b: Viewport): boolean {
  return viewportKey(a) === viewportKey(b)
}
