import { type ReadonlySignal, signal } from '@preact/signals'
import type { PanelStorage, StoredDocument } from '../storage/panel-storage.ts'

/** What somebody is told who sees the panel for the first time. */
export interface FirstRunHint {
  /** `false` until the storage has answered: a hint must not flash at those who have dismissed it. */
  readonly isShown: ReadonlySignal<boolean>
  /** Takes it away for good. What cannot be kept holds until the panel closes. */
  dismiss(): void
}

const DISMISSED: StoredDocument<true> = {
  key: 'first-run-hint-dismissed',
  version: 1,
  parse: (value) => (value === true ? value : null),
}

/** Shows the hint, unless it was dismissed before. */
export function createFirstRunHint(storage: PanelStorage): FirstRunHint {
  const isShown = signal(false)
  void storage.read(DISMISSED).then((isDismissed) => {
    isShown.value = !isDismissed
  })
  return {
    isShown,
    dismiss() {
      isShown.value = false
      void storage.write(DISMISSED, true)
    },
  }
}
