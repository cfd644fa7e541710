import type { FlagValue } from '@halyard/schema'

/**
 * The flags of an application and the types of their values. It is empty until somebody fills it: `halyard types` and
 * the Vite plugin write a file that does, from a flag set.
 *
 * @example
 * declare module '@halyard/client' {
 *   interface FlagTypes {
 *     checkout: boolean
 *     hero: 'classic' | 'bold'
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: applications add to it
export interface FlagTypes {}

/** The keys that flags are read by: those of {@link FlagTypes}, or any text while that is empty. */
export type FlagKey = [keyof FlagTypes] extends [never] ? string : Extract<keyof FlagTypes, string>

/** What may stand in for a flag: a value of its type, or any value while types are not known. */
export type FlagFallback<K extends FlagKey> = K extends keyof FlagTypes ? FlagTypes[K] & FlagValue : FlagValue

/** What reading a flag gives: its own type where that is known, else the type that the fallback asks for. */
export type FlagValueFor<K extends FlagKey, T extends FlagValue> = K extends keyof FlagTypes
  ? FlagTypes[K] & FlagValue
  : FlagValueOf<T>

/** The type of a flag whose fallback is `T`: `true` asks for a boolean, not for the literal `true`. */
export type FlagValueOf<T extends FlagValue> = T extends boolean
  ? boolean
  : T extends string
    ? string
    : T extends number
      ? number
      : T

/** The keys of the flags whose values are of a type, or any text while types are not known. */
export type FlagKeyOf<T extends FlagValue> = [keyof FlagTypes] extends [never]
  ? string
  : { [K in FlagKey]: FlagFallback<K> extends T ? K : never }[FlagKey]

/**
 * One alternative for each value of a text or number flag. The fallback has to have one: it is what a value without an
 * alternative gets.
 */
export type FlagCases<K extends FlagKey, T extends string | number, Alternative> = {
  readonly [Value in Extract<FlagFallback<K>, string | number>]?: Alternative
} & { readonly [Fallback in T]: Alternative }
