/** The preferences of a person that a page can be shown as if they had. */
export interface MediaPreferences {
  readonly reducedMotion?: true
  readonly forcedColors?: true
}

// Conditions of the same kind as what they stand for, so that they can be negated and joined like it.
const ALWAYS = '(min-width: 0px)'
const NEVER = '(min-width: 1000000000px)'

const FEATURES = [
  {
    preference: 'reducedMotion',
    feature: /\(\s*prefers-reduced-motion\s*(?::\s*([\w-]+)\s*)?\)/gi,
    off: 'no-preference',
  },
  { preference: 'forcedColors', feature: /\(\s*forced-colors\s*(?::\s*([\w-]+)\s*)?\)/gi, off: 'none' },
] as const

/**
 * Rewrites a media query so that it matches where it would for a person who has these preferences.
 *
 * @returns the query; the same one where none of the preferences matters to it.
 * @example emulateMedia('(prefers-reduced-motion: no-preference)', { reducedMotion: true }) // '(min-width: 1000000000px)'
 */
export function emulateMedia(query: string, preferences: MediaPreferences): string {
  return FEATURES.reduce(
    (rewritten, { preference, feature, off }) =>
      preferences[preference]
        ? rewritten.replace(feature, (_, wanted?: string) => (wanted?.toLowerCase() === off ? NEVER : ALWAYS))
        : rewritten,
    query,
  )
}
