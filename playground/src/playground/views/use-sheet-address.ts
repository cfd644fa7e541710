import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { keepParts } from '../model/keep-parts.ts'
import { formatSheetAddress, parseSheetAddress } from '../model/sheet-address.ts'
import type { SheetState } from '../model/sheet-state.ts'

/**
 * How a change stands to the one before it: a `choice` can be undone by going back; of a `drag`, or of typing, only
 * where it ends is kept.
 */
export type ChangeStep = 'choice' | 'drag'

/** Changes parts of a sheet. @param step how it is kept in the browser's history. @default 'choice' */
export type ChangeSheet = (change: Partial<SheetState>, step?: ChangeStep) => void

/** The state of the playground as its address says it. */
export interface SheetAddress {
  readonly state: SheetState
  /** What of the address could not be read, in a sentence. */
  readonly problem: string | undefined
  readonly change: ChangeSheet
}

/** Told when this page itself changes the address; the browser tells only of going back and forth. */
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  window.addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
    window.removeEventListener('hashchange', listener)
  }
}

/**
 * The playground's state is its address, so that a link says everything and the browser's buttons undo.
 *
 * @param defaultPageUrl the page where the address names none.
 */
export function useSheetAddress(defaultPageUrl: string): SheetAddress {
  const search = useSyncExternalStore(subscribe, () => location.search)
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  const read = useMemo(
    () => parseSheetAddress({ search, hash }, defaultPageUrl),
    [search, hash, defaultPageUrl],
  )
  const change = useCallback<ChangeSheet>(
    (part, step = 'choice') => {
      const next = { ...parseSheetAddress(location, defaultPageUrl).state, ...part }
      const address = `${location.pathname}${formatSheetAddress(next, defaultPageUrl)}`
      if (address === `${location.pathname}${location.search}${location.hash}`) return
      if (step === 'choice') history.pushState(null, '', address)
      else history.replaceState(null, '', address)
      for (const listener of [...listeners]) listener()
    },
    [defaultPageUrl],
  )
  const [last, setLast] = useState({ read, state: read.state })
  const state = last.read === read ? last.state : keepParts(last.state, read.state)
  if (last.read !== read) setLast({ read, state })
  return { state, problem: read.problem, change }
}
