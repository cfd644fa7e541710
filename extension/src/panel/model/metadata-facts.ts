import type { FlagMetadata } from '@halyard/schema'
import { clipText } from './value-text.ts'

/** One entry of a flag's metadata, ready to be drawn. */
export interface MetadataFact {
  readonly name: string
  readonly text: string
  /** Whether the text is for people, in contrast to a value of code. */
  readonly isPlain: boolean
  /** Where it leads; only ever `https:`. */
  readonly href?: string
  /** Whether it names a day that is over, on which the flag should have been gone. */
  readonly isOverdue: boolean
}

/** What a flag's metadata says. */
export interface MetadataFacts {
  readonly description?: string
  /** Whose it is and when it ends first, then the others in their own order. At most 200. */
  readonly facts: readonly MetadataFact[]
}

const MAX_FACTS = 200
const MAX_TEXT = 2_000

// Names of entries as authors and other tools write them, in the order in which they are shown.
const FIRST = [
  /^(owner|team|maintainer)s?$/i,
  /^(expir\w*|expected\s?end\w*|end\s?of\s?life|remove\s?by|until)$/i,
]
const EXPIRY = FIRST[1] as RegExp

/**
 * Reads a flag's metadata, which anybody may have written.
 *
 * @param nowMs the time in milliseconds since 1970.
 */
export function describeMetadata(metadata: FlagMetadata, nowMs: number): MetadataFacts {
  const entries = Object.entries(metadata).slice(0, MAX_FACTS)
  const description = entries.find(([name, value]) => name === 'description' && typeof value === 'string')
  const rank = (name: string) => {
    const index = FIRST.findIndex((pattern) => pattern.test(name))
    return index < 0 ? FIRST.length : index
  }
  const facts = entries
    .filter((entry) => entry !== description)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => factOf(name, value, nowMs))
  return { ...(description && { description: clipText(String(description[1]), MAX_TEXT) }), facts }
}

function factOf(name: string, value: unknown, nowMs: number): MetadataFact {
  const text = clipText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), MAX_TEXT)
  const atMs = typeof value === 'string' && EXPIRY.test(name) ? Date.parse(value) : Number.NaN
  const href = typeof value === 'string' ? safeAddress(value) : undefined
  return {
    name,
    text,
    isPlain: typeof value === 'string' && FIRST.some((pattern) => pattern.test(name)),
    ...(href !== undefined && { href }),
    isOverdue: atMs < nowMs,
  }
}

/** What a page names must not be opened as code, nor without encryption. */
function safeAddress(text: string): string | undefined {
  if (text.length > MAX_TEXT || !URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocol === 'https:' ? href : undefined
}
