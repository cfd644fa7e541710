import { CircleHelp, X } from 'lucide-react'
import { type ReactElement, useRef } from 'react'
import { useShortcut } from './use-shortcut.ts'
import './shortcut-sheet.css'

const SHORTCUTS: readonly (readonly [keys: readonly string[], effect: string])[] = [
  [['/'], 'Search the flags'],
  [['←', '→', '↑', '↓'], 'Go from cell to cell'],
  [['Space'], 'Choose the cell: its details open at the right'],
  [['Shift', 'Space'], 'Lay the cell over the chosen one; Shift and a click do too'],
  [['Enter'], 'Look at the cell alone'],
  [['←', '→'], 'The cell before and after, alone'],
  [['Esc'], 'Back to all cells'],
  [['m'], 'Mirror what you do in one cell into all'],
  [['?'], 'This list'],
]

/** The button and the list of all shortcuts behind it; `?` opens it too. */
export function ShortcutSheet(): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null)
  const open = (): void => dialog.current?.showModal()
  useShortcut('?', open)
  return (
    <>
      <button
        type="button"
        className="icon-button"
        title="Shortcuts"
        aria-label="Shortcuts"
        aria-keyshortcuts="?"
        onClick={open}
      >
        <CircleHelp size={16} aria-hidden />
      </button>
      <dialog ref={dialog} className="shortcut-sheet" aria-labelledby="shortcut-title" closedby="any">
        <header>
          <h2 id="shortcut-title">Shortcuts</h2>
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <X size={16} aria-hidden />
          </button>
        </header>
        <dl>
          {SHORTCUTS.map(([keys, effect]) => (
            <div key={effect}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{effect}</dd>
            </div>
          ))}
        </dl>
      </dialog>
    </>
  )
}
