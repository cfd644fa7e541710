/** How a person has set up their browser, as far as a page can tell. */
export interface Appearance {
  readonly colorScheme: 'light' | 'dark'
  readonly direction: 'ltr' | 'rtl'
  /** Whether the page is asked to keep still. */
  readonly reducedMotion: boolean
  /** Whether the page's colours are replaced by the system's. */
  readonly forcedColors: boolean
}

/** How most people see a page. */
export const LIGHT: Appearance = {
  colorScheme: 'light',
  direction: 'ltr',
  reducedMotion: false,
  forcedColors: false,
}

/** The same in the evening. */
export const DARK: Appearance = { ...LIGHT, colorScheme: 'dark' }

/**
 * How an appearance is called.
 *
 * @example appearanceName({ ...DARK, direction: 'rtl' }) // 'Dark, right to left'
 */
export function appearanceName(appearance: Appearance): string {
  const { colorScheme, direction, reducedMotion, forcedColors } = appearance
  return [
    colorScheme === 'dark' ? 'Dark' : 'Light',
    ...(direction === 'rtl' ? ['right to left'] : []),
    ...(reducedMotion ? ['reduced motion'] : []),
    ...(forcedColors ? ['forced colours'] : []),
  ].join(', ')
}
