import { type ReactElement, useDeferredValue, useMemo } from 'react'
import { countCells } from '../../model/plan-sheet.ts'
import { COVERAGES, type Coverage } from '../../model/sheet-state.ts'
import type { RailProps } from './rail.tsx'
import './coverage-choice.css'

const NAMES: { readonly [Kind in Coverage]: readonly [name: string, meaning: string] } = {
  each: ['One at a time', 'The page as it is served, then every value by itself'],
  pairwise: ['Every pair', 'So few cells that every two values still occur together once'],
  all: ['All combinations', 'Every value with every other'],
}

const COUNT = new Intl.NumberFormat('en')

/** Which combinations are drawn, and how many cells each choice would give. */
export function CoverageChoice({ state, known, onStateChange }: RailProps): ReactElement {
  const { flags, personas, viewports, appearances } = useDeferredValue(state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counting takes time, and nothing else of the state matters
  const counts = useMemo(() => countCells(state, known), [flags, personas, viewports, appearances, known])
  return (
    <fieldset className="coverage">
      <legend>Combinations</legend>
      {COVERAGES.map((coverage) => {
        const [name, meaning] = NAMES[coverage]
        return (
          <label key={coverage} title={meaning}>
            <input
              type="radio"
              name="coverage"
              checked={coverage === state.coverage}
              onChange={() => onStateChange({ coverage })}
            />
            <span className="coverage-name">{name}</span>
            <span className="coverage-count">
              {COUNT.format(counts[coverage])} {counts[coverage] === 1 ? 'cell' : 'cells'}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
