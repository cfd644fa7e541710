import type { JsonObject } from '@halyard/schema'

/** Every kind of flag that is measured, in the order of the tables. */
export const FLAG_KINDS = ['static', 'targeted', 'split', 'tenRules', 'json'] as const

/** What a flag has to do to answer. */
export type FlagKind = (typeof FLAG_KINDS)[number]

/** One flag in no vendor's format; every subject is given the same ones in its own. */
export type SampleFlag =
  | { readonly kind: 'static'; readonly key: string; readonly value: boolean }
  | { readonly kind: 'targeted'; readonly key: string; readonly plan: string; readonly minAge: number }
  | { readonly kind: 'split'; readonly key: string }
  | { readonly kind: 'tenRules'; readonly key: string; readonly tiers: readonly string[] }
  | {
      readonly kind: 'json'
      readonly key: string
      readonly country: string
      readonly there: JsonObject
      readonly elsewhere: JsonObject
    }

const PLANS = ['free', 'solo', 'team', 'enterprise'] as const
const COUNTRIES = ['AT', 'CH', 'DE', 'FR', 'IT', 'JP', 'NO', 'US'] as const
const LAST_TIER = 'tier-last'
const TIER_COUNT = 10
const SUBJECT_COUNT = 256

/** Who is asking, as every subject is told. */
export interface SampleContext {
  readonly targetingKey: string
  readonly plan: string
  readonly country: string
  readonly age: number
  readonly tier: string
  readonly [attribute: string]: string | number
}

/**
 * As many flags of each kind as of any other, in turns.
 *
 * @param count how many in all. A multiple of five.
 */
export function sampleFlags(count: number): readonly SampleFlag[] {
  return Array.from({ length: count }, (_, index) => sampleFlag(index))
}

function sampleFlag(index: number): SampleFlag {
  const kind = FLAG_KINDS[index % FLAG_KINDS.length] as FlagKind
  const turn = Math.floor(index / FLAG_KINDS.length)
  const key = `${kind}-flag-${turn}`
  switch (kind) {
    case 'static':
      return { kind, key, value: turn % 2 === 0 }
    case 'targeted':
      return { kind, key, plan: pick(PLANS, turn), minAge: 18 + (turn % 40) }
    case 'split':
      return { kind, key }
    case 'tenRules':
      return { kind, key, tiers: tiersOf(turn) }
    case 'json':
      return {
        kind,
        key,
        country: pick(COUNTRIES, turn),
        there: banner(turn, 'local'),
        elsewhere: banner(turn, 'world'),
      }
  }
}

function tiersOf(turn: number): readonly string[] {
  const others = Array.from({ length: TIER_COUNT - 1 }, (_, rule) => `tier-${turn % 50}-${rule}`)
  return [...others, LAST_TIER]
}

function banner(turn: number, audience: string): JsonObject {
  return {
    title: `Sale ${turn}`,
    audience,
    discount: turn % 60,
    image: { src: `/sale/${turn}.avif`, width: 640 },
  }
}

/** 256 subjects of one shape, with the attributes as they would come out of JSON. */
export function sampleContexts(): readonly SampleContext[] {
  const contexts = Array.from({ length: SUBJECT_COUNT }, (_, index) => ({
    targetingKey: `user-${(index * 2_654_435_761) % 4_294_967_296}`,
    plan: pick(PLANS, index),
    country: pick(COUNTRIES, index * 5 + 3),
    age: 16 + ((index * 7) % 50),
    tier: LAST_TIER,
    locale: 'de-CH',
    version: `3.${index % 20}.0`,
  }))
  return JSON.parse(JSON.stringify(contexts)) as readonly SampleContext[]
}

function pick<T>(values: readonly [T, ...T[]], index: number): T {
  return values[index % values.length] as T
}
