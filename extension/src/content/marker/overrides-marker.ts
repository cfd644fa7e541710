import { createMarkerView, type MarkerView } from './marker-view.ts'
import { type OverriddenFlags, watchOverriddenFlags } from './overridden-flags.ts'

/** The key in `localStorage` of a site whose pages carry the marker. */
const MARKER_STORAGE_KEY = 'halyard:marker'

/** The marker in the corner of a page that says that flags are overridden there. Nothing is in the page before it shows. */
export interface OverridesMarker {
  /** Switches it on or off for every page of this site; where storage is denied, for this document. */
  show(isShown: boolean): void
  /** How many flags are overridden now. Without any there is no marker, even where it is switched on. */
  count(overridden: number): void
  /** Tells at once and from then on whether it is switched on, until the returned function is called. */
  subscribe(listener: (isShown: boolean) => void): () => void
}

/**
 * Creates the marker of a document.
 *
 * @param converse opens a conversation with the page, as a panel would; used while the list is open.
 */
export function createOverridesMarker(converse: () => MessagePort): OverridesMarker {
  const listeners = new Set<(isShown: boolean) => void>()
  let isShown = readSetting()
  let overridden = 0
  let view: MarkerView | undefined
  let flags: OverriddenFlags | undefined

  function close(): void {
    flags?.close()
    flags = undefined
  }

  function draw(): void {
    if (!isShown || overridden === 0) {
      close()
      view?.remove()
      view = undefined
      return
    }
    view ??= createMarkerView({
      open() {
        flags = watchOverriddenFlags(converse(), (list) => view?.list(list))
      },
      close,
      reset: (flag) => flags?.reset(flag),
      resetAll: () => flags?.resetAll(),
    })
    view.count(overridden)
  }

  return {
    show(next) {
      isShown = next
      writeSetting(next)
      draw()
      for (const listener of listeners) listener(next)
    },
    count(next) {
      overridden = next
      draw()
    },
    subscribe(listener) {
      listeners.add(listener)
      listener(isShown)
      return () => listeners.delete(listener)
    },
  }
}

function readSetting(): boolean {
  try {
    return localStorage.getItem(MARKER_STORAGE_KEY) !== null
  } catch {
    // Access is denied.
    return false
  }
}

function writeSetting(isShown: boolean): void {
  try {
    if (isShown) localStorage.setItem(MARKER_STORAGE_KEY, '1')
    else localStorage.removeItem(MARKER_STORAGE_KEY)
  } catch {
    // Access is denied, or there is no room: it holds for this document.
  }
}
