import { Moon, Sun } from 'lucide-react'
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react'

const darkSystem = matchMedia('(prefers-color-scheme: dark)')

function subscribeToSystem(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener)
  return () => darkSystem.removeEventListener('change', listener)
}

/** Switches the playground itself to light or dark; the pages in the frames follow the system. */
export function ThemeChoice(): ReactElement {
  const systemIsDark = useSyncExternalStore(subscribeToSystem, () => darkSystem.matches)
  const [chosenDark, setChosenDark] = useState<boolean>()
  const dark = chosenDark ?? systemIsDark
  useEffect(() => {
    if (chosenDark === undefined) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = chosenDark ? 'dark' : 'light'
  }, [chosenDark])
  const label = dark ? 'Light playground' : 'Dark playground'
  const Icon = dark ? Sun : Moon
  return (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={label}
      onClick={() => setChosenDark(!dark)}
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
