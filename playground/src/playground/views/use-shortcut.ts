import { useEffect, useEffectEvent } from 'react'

/**
 * Listens for one key as long as the component that calls it is mounted, wherever the focus is but in a field or a
 * dialog.
 *
 * @param key as `KeyboardEvent.key` has it.
 * @param onPress `undefined` where the key means nothing now.
 */
export function useShortcut(key: string, onPress: (() => void) | undefined): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (!onPress || (event.target instanceof Element && event.target.closest(FIELDS))) return
    // The key would be typed into the field that gets the focus.
    event.preventDefault()
    onPress()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

const FIELDS = 'input, textarea, select, dialog'
