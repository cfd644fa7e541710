import type { EffectEntry, FlagEffect } from '@halyard/devtools'
import { countOf } from './count-text.ts'

/** What the panel says about the effect of a flag. */
export const FLAG_EFFECT_TEXT = {
  title: 'What does this flag change?',
  compareWith: 'Compare with',
  start: 'Find out',
  running: 'Watching the page as it is, then with the other value: about three seconds.',
  cancel: 'Cancel',
  sides: 'Value that the page shows',
  list: 'Changes',
  done: 'Done',
  doneHint: 'puts everything back',
  previous: 'Previous change',
  next: 'Next change',
  nothing: 'Nothing that can be seen changed in this document.',
  noOther:
    'There is no other variant to compare with. Override the flag with a value of your own to see what it does.',
  noMethods:
    'This page offers no comparison: it needs the Halyard extension in the page, and an SDK that takes overrides.',
} as const

/** The word for each kind of change. */
export const EFFECT_KINDS: { readonly [Kind in EffectEntry['kind']]: string } = {
  appeared: 'appeared',
  vanished: 'vanished',
  changed: 'changed',
}

/** Why nothing may have been found. */
export function nothingBecause(isRead: boolean): string {
  return isRead
    ? 'The page reads the flag, so its effect may come later, lie in another frame or a canvas, or be no picture at all.'
    : 'The page has not read this flag since it was loaded. Go to where it matters, or reload, and try again.'
}

/** What else there is to know about an effect, a sentence each. */
export function effectNotes({ leftOut, moved, restless, isSettled, isWhole }: FlagEffect): readonly string[] {
  return [
    leftOut > 0 && `${countOf(leftOut, 'more change')} not listed.`,
    moved > 0 && `${countOf(moved, 'element')} only moved or took another size.`,
    restless > 0 && `${countOf(restless, 'difference')} left out: those elements change by themselves.`,
    !isSettled && 'The page did not come to rest within four seconds: what came later is missing.',
    !isWhole && 'The document is very large: only its first 20,000 elements were compared.',
  ].filter((note) => note !== false)
}
