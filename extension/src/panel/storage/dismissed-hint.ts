const KEY = 'halyard:first-run-hint'

/** Whether the person has read the hint, in this browser profile. */
export function isHintDismissed(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    // Where nothing can be kept, a hint would come back for ever.
    return true
  }
}

/** Keeps the hint from ever being shown again. */
export function dismissHint(): void {
  try {
    localStorage.setItem(KEY, 'dismissed')
  } catch {
    // Storage is full: it is gone until the panel is opened again.
  }
}
