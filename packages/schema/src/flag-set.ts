import type { JsonObject, JsonValue } from './json-value.ts'
import type { Prerequisite } from './prerequisites/prerequisite.ts'
import type { Release } from './release/release.ts'

/** What a flag can evaluate to. All variants of one flag have the same type. */
export type FlagValue = boolean | string | number | JsonObject

/** The OpenFeature name of a flag's type. */
export type FlagValueType = 'boolean' | 'string' | 'number' | 'object'

/**
 * The OpenFeature type of a value, or `undefined` where a flag cannot hold it (`null`, `undefined`, functions).
 * Arrays count as `object`, as they do in OpenFeature's own SDKs.
 *
 * @example flagValueType({ title: 'Sale' }) // 'object'
 */
export function flagValueType(value: unknown): FlagValueType | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'string':
    case 'number':
      return typeof value as FlagValueType
    case 'object':
      return value === null ? undefined : 'object'
    default:
      return undefined
  }
}

/** Flat facts about a flag or a flag set; they travel with every evaluation and never influence it. */
export interface FlagMetadata {
  readonly [key: string]: string | number | boolean
}

/** A targeting rule: JSONLogic with flagd's operators. Evaluated, never executed as code. */
export type TargetingRule = JsonValue

/** When a change of a flag may reach a page that shows it, see {@link Flag}. */
export const UPDATE_POLICIES = ['live', 'navigation', 'session'] as const

/** One of {@link UPDATE_POLICIES}. */
export type UpdatePolicyName = (typeof UPDATE_POLICIES)[number]

/**
 * One flag in flagd's format.
 * Source: the flagd schema v0, https://flagd.dev/schema/v0/flags.json
 */
export interface Flag {
  /** A disabled flag answers with the fallback that the code gives. */
  readonly state: 'ENABLED' | 'DISABLED'
  /** At least one variant; the name is what targeting returns. */
  readonly variants: { readonly [variant: string]: FlagValue }
  /** The variant where no rule decides; absent, `null` or `""` means the code's fallback. */
  readonly defaultVariant?: string | null
  readonly targeting?: TargetingRule
  readonly metadata?: FlagMetadata
  /**
   * What other flags have to give before this one is evaluated as usual: where any of them does not, this flag gives
   * its default variant. For authors: `lowerPrerequisites` turns it into targeting before a set is served.
   */
  readonly 'x-prerequisites'?: readonly Prerequisite[]
  /**
   * When a change may reach a page that shows this flag: at once (`live`), when it is left for another page or view
   * (`navigation`), or never while its tab is open (`session`). A flag that is disabled or removed is gone at once.
   *
   * @default 'live'
   */
  readonly 'x-update'?: UpdatePolicyName
  /** Whom it is released to, and when. For authors: `lowerReleases` turns it into targeting before a set is served. */
  readonly 'x-release'?: Release
  /** A flag that is archived is kept with its history, and served to nobody. @default false */
  readonly 'x-archived'?: boolean
  /** Who may get the flag's rule: `server` keeps it from browsers. @default 'client' */
  readonly 'x-visibility'?: 'client' | 'server'
  /** What only those who manage the flag are told: owner, description, tags, expected end of life. */
  readonly 'x-management'?: JsonObject
}

/** Everything a server serves for one environment: flags and the rules they share. */
export interface FlagSet {
  readonly flags: { readonly [flagKey: string]: Flag }
  /** Named rules (segments) that `{"$ref": name}` inserts into targeting. */
  readonly $evaluators?: { readonly [name: string]: TargetingRule }
  /** Merged into every flag's metadata; the flag's own entries win. */
  readonly metadata?: FlagMetadata
  /**
   * The version of flagd's bucketing that the splits were written for. Another one than `BUCKETING_VERSION` would put
   * subjects into other buckets, so flags that split cannot be used then.
   * @default 2
   */
  readonly 'x-bucketing'?: number
}
