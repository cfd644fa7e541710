import { X } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import './first-run-hint.css'

const KEY = 'halyard:playground:hint'

/** What to do first, until somebody has read it. */
export function FirstRunHint(): ReactElement | null {
  const [isRead, setRead] = useState(wasRead)
  if (isRead) return null
  return (
    <aside className="first-run-hint" aria-label="First steps">
      <p>
        <strong>Choose flags at the left</strong> to see the page with each of their values. Every cell is the
        real page: click and type in it, and all the others follow. <kbd>?</kbd> lists the keys.
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label="Close the hint"
        onClick={() => {
          setRead(true)
          rememberRead()
        }}
      >
        <X size={16} aria-hidden />
      </button>
    </aside>
  )
}

function wasRead(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    // A browser that keeps nothing would show it on every visit.
    return true
  }
}

function rememberRead(): void {
  try {
    localStorage.setItem(KEY, 'read')
  } catch {
    // It is read for this visit.
  }
}
