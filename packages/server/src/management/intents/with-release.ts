import { type Flag, type Release, readRelease } from '@halyard/schema'

/** A part of a release that is to be replaced, `undefined` where it is to go. */
type ReleaseParts = { readonly [Part in keyof Release]: Release[Part] | undefined }

/** Replaces parts of a flag's release, and keeps the others. What is left with nothing in it goes. */
export function withRelease(flag: Flag, parts: ReleaseParts): Flag {
  const { 'x-release': _, ...rest } = flag
  const next = Object.entries({ ...readRelease(flag).release, ...parts }).filter(
    ([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0),
  )
  return next.length > 0 ? { ...rest, 'x-release': Object.fromEntries(next) } : rest
}
