import {
  type EvaluationErrorCode,
  type Flag,
  type FlagMetadata,
  type FlagSet,
  flagValueType,
  isJsonObject,
} from '@halyard/schema'

/** What a server's evaluation of one flag says besides its value. */
export interface FlagVerdict {
  /** As the server gave it: reasons that are not OpenFeature's are kept. */
  readonly reason: string
  readonly variant?: string
  readonly errorCode?: EvaluationErrorCode
  readonly errorMessage?: string
}

/** An evaluated flag in the shape of a flag: its one variant is the value; one without a variant has no value. */
export interface EvaluatedFlag extends Flag {
  readonly 'x-verdict': FlagVerdict
}

/**
 * The flags of one context as a server evaluated them, in the shape of a flag set, so that storage, tabs and devtools
 * treat them like any other.
 */
export interface EvaluatedFlagSet extends FlagSet {
  readonly flags: { readonly [flagKey: string]: EvaluatedFlag }
  /** The server's entity tag for exactly these flags. */
  readonly 'x-etag'?: string
  /** Whether the server named event streams. Not where they are: their addresses are secrets. */
  readonly 'x-streams'?: boolean
}

const ERROR_CODES: readonly string[] = [
  'PROVIDER_NOT_READY',
  'FLAG_NOT_FOUND',
  'PARSE_ERROR',
  'TYPE_MISMATCH',
  'TARGETING_KEY_MISSING',
  'INVALID_CONTEXT',
  'GENERAL',
] satisfies readonly EvaluationErrorCode[]

/**
 * Reads the flags of an answer to a bulk evaluation. An entry that is no evaluation costs no other.
 * Source: OFREP 0.3.0, bulkEvaluationSuccess.
 *
 * @returns `null` for a body that is no bulk evaluation at all.
 */
export function parseEvaluatedFlags(body: unknown): EvaluatedFlagSet | null {
  if (!isJsonObject(body) || !Array.isArray(body.flags)) return null
  const flags: [string, EvaluatedFlag][] = []
  for (const entry of body.flags) {
    if (isJsonObject(entry) && typeof entry.key === 'string') flags.push([entry.key, evaluatedFlag(entry)])
  }
  // fromEntries defines properties, so that a key named "__proto__" is an entry like any other
  return { flags: Object.fromEntries(flags), metadata: metadataOf(body.metadata) }
}

function evaluatedFlag(entry: { readonly [key: string]: unknown }): EvaluatedFlag {
  const { errorCode, errorDetails, reason, value, variant } = entry
  const common = { state: 'ENABLED', metadata: metadataOf(entry.metadata) } as const
  if (typeof errorCode === 'string') {
    return {
      ...common,
      variants: {},
      'x-verdict': {
        reason: 'ERROR',
        errorCode: (ERROR_CODES.includes(errorCode) ? errorCode : 'GENERAL') as EvaluationErrorCode,
        ...(typeof errorDetails === 'string' && { errorMessage: errorDetails }),
      },
    }
  }
  const verdict = {
    reason: typeof reason === 'string' ? reason : 'UNKNOWN',
    ...(typeof variant === 'string' && { variant }),
  }
  if (flagValueType(value) === undefined) return { ...common, variants: {}, 'x-verdict': verdict }
  const defaultVariant = verdict.variant ?? 'value'
  return {
    ...common,
    variants: { [defaultVariant]: value as Flag['variants'][string] },
    defaultVariant,
    'x-verdict': verdict,
  }
}

function metadataOf(value: unknown): FlagMetadata {
  if (!isJsonObject(value)) return {}
  const scalars = Object.entries(value).filter(([, fact]) => fact !== null && typeof fact !== 'object')
  return Object.fromEntries(scalars) as FlagMetadata
}
