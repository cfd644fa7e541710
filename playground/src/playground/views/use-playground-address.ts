import { useCallback, useSyncExternalStore } from 'react'
import {
  formatPlaygroundAddress,
  type PlaygroundAddress,
  parsePlaygroundAddress,
} from '../model/playground-address.ts'

/** Told when this page itself changes the address; the browser tells only of going back and forth. */
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/**
 * The playground's state is its address, so that a link says everything and the browser's buttons undo.
 *
 * @param defaultPageUrl the page where the address names none.
 * @returns the address, and a function that changes parts of it.
 */
export function usePlaygroundAddress(
  defaultPageUrl: string,
): [PlaygroundAddress, (change: Partial<PlaygroundAddress>) => void] {
  const query = useSyncExternalStore(subscribe, () => location.search)
  const navigate = useCallback(
    (change: Partial<PlaygroundAddress>) => {
      const next = { ...parsePlaygroundAddress(location.search, defaultPageUrl), ...change }
      history.pushState(null, '', `${location.pathname}${formatPlaygroundAddress(next, defaultPageUrl)}`)
      for (const listener of [...listeners]) listener()
    },
    [defaultPageUrl],
  )
  return [parsePlaygroundAddress(query, defaultPageUrl), navigate]
}
