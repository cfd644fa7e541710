import { createHash } from 'node:crypto'
import type { JsonObject } from '@halyard/schema'

/** A flag file that is wrong in one way. */
export interface MalformedFlagFile {
  /** What was done to it. */
  readonly fault: string
  readonly text: string
}

type Draft = { flags: Record<string, Record<string, unknown>>; $evaluators?: Record<string, unknown> }
type Random = () => number

const TEN_MEGABYTES = 10 * 2 ** 20

/**
 * Spoils a good flag file in as many ways as asked for.
 *
 * @param good a valid flag set with at least one flag.
 * @param count how many files.
 * @param seed decides every choice, so that a failure can be repeated.
 */
export function malformedFlagFiles(good: JsonObject, count: number, seed: number): MalformedFlagFile[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, index) => {
    const spoil = FAULTS[index % FAULTS.length] as (typeof FAULTS)[number]
    return spoil(structuredClone(good) as unknown as Draft, random)
  })
}

const FAULTS: readonly ((draft: Draft, random: Random) => MalformedFlagFile)[] = [
  (draft, random) => {
    const text = JSON.stringify(draft, null, 2)
    const at = 1 + Math.floor(random() * (text.length - 2))
    return { fault: `cut off after ${at} characters`, text: text.slice(0, at) }
  },
  (draft, random) => wrongType(draft, random, 'state', [true, 1, 'on', null, {}]),
  (draft, random) => wrongType(draft, random, 'variants', [[], 'on', 3, null, {}]),
  (draft, random) => wrongType(draft, random, 'defaultVariant', [1, true, {}, [], 'no-such-variant']),
  (draft, random) => wrongType(draft, random, 'metadata', [{ nested: {} }, [1], 'text', { list: [] }]),
  (draft, random) =>
    wrongType(draft, random, 'targeting', [{ iff: [true, 'a'] }, { constructor: [1] }, { fractionl: [] }]),
  (draft, random) =>
    wrongType(draft, random, 'targeting', [{ $ref: 'nobody' }, { if: [{ $ref: '__proto__' }, 'a'] }]),
  (draft, random) => {
    draft.$evaluators = { a: { '!': [{ $ref: 'b' }] }, b: { '!': [{ $ref: 'a' }] } }
    anyFlag(draft, random).flag.targeting = { if: [{ $ref: 'a' }, 'x'] }
    return { fault: 'two evaluators that refer to each other', text: JSON.stringify(draft) }
  },
  (draft, random) => {
    const { key, flag } = anyFlag(draft, random)
    flag.variants = { long: 'x'.repeat(TEN_MEGABYTES) }
    flag.defaultVariant = 'long'
    return { fault: `a string of 10 MB in "${key}"`, text: JSON.stringify(draft) }
  },
  (draft, random) => {
    const depth = 1_000 + Math.floor(random() * 9_000)
    const { flag } = anyFlag(draft, random)
    flag.targeting = 'RULE'
    const rule = `${'{"!":['.repeat(depth)}true${']}'.repeat(depth)}`
    return { fault: `a rule of depth ${depth}`, text: JSON.stringify(draft).replace('"RULE"', rule) }
  },
  (_, random) => {
    const bytes = Array.from({ length: 200 }, () => String.fromCharCode(Math.floor(random() * 0x250)))
    return { fault: 'noise', text: `{${bytes.join('')}` }
  },
  (_, random) => {
    const text = ['', ' ', 'null', '[]', '"flags"', '{}', '{"flags":null}', '{"flags":7}'][
      Math.floor(random() * 8)
    ] as string
    return { fault: `nothing but ${JSON.stringify(text)}`, text }
  },
]

function wrongType(
  draft: Draft,
  random: Random,
  property: string,
  values: readonly unknown[],
): MalformedFlagFile {
  const { key, flag } = anyFlag(draft, random)
  const value = values[Math.floor(random() * values.length)]
  flag[property] = value
  return {
    fault: `"${property}" of "${key}" is ${JSON.stringify(value)}`,
    text: JSON.stringify(draft, null, 2),
  }
}

function anyFlag(draft: Draft, random: Random): { key: string; flag: Record<string, unknown> } {
  const keys = Object.keys(draft.flags)
  const key = keys[Math.floor(random() * keys.length)] as string
  return { key, flag: draft.flags[key] as Record<string, unknown> }
}

/** Numbers in [0, 1) that depend on the seed alone. */
function randomFrom(seed: number): Random {
  let draws = 0
  return () => {
    draws += 1
    return createHash('sha256').update(`${seed}:${draws}`).digest().readUInt32BE() / 2 ** 32
  }
}
