import type { ReactElement } from 'react'
import { type Appearance, appearanceName, DARK, LIGHT } from '../../model/appearance.ts'
import { AxisSection, Choice, toggled } from './axis-section.tsx'
import type { RailProps } from './rail.tsx'

/** The appearances to choose from; a link may have any other. */
const OFFERED: readonly Appearance[] = [
  LIGHT,
  DARK,
  { ...LIGHT, direction: 'rtl' },
  { ...DARK, direction: 'rtl' },
  { ...LIGHT, reducedMotion: true },
  { ...LIGHT, forcedColors: true },
]

/** How the browsers of the people who look at the page are set up. */
export function AppearanceSection({ state, onStateChange }: Omit<RailProps, 'known'>): ReactElement {
  const { appearances } = state
  const isChosen = (appearance: Appearance): boolean => appearances.some((other) => isSame(appearance, other))
  const others = appearances.filter((appearance) => !OFFERED.some((offered) => isSame(offered, appearance)))
  return (
    <AxisSection title="Appearance" summary={appearances.map(appearanceName).join('; ')}>
      {[...OFFERED, ...others].map((appearance) => (
        <Choice
          key={appearanceName(appearance)}
          name={appearanceName(appearance)}
          isChosen={isChosen(appearance)}
          isLast={appearances.length === 1 && isChosen(appearance)}
          onToggle={() => onStateChange({ appearances: toggled(appearances, appearance, isSame) })}
        />
      ))}
    </AxisSection>
  )
}

function isSame(a: Appearance, b: Appearance): boolean {
  return appearanceName(a) === appearanceName(b)
}
