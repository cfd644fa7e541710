import { type EvaluationContext, type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'

/**
 * What a panel can ask of a client, or of the page itself, and gets an answer to: name → what it takes and gives. All of
 * it is optional; a report names what its client or page offers.
 */
export interface DevtoolsMethods {
  /** Gives a client another evaluation context. Answered when its reads answer for that context. */
  'set-context': Method<{ readonly context: EvaluationContext }, null>
  /** Of the page: what its storage keeps for this tab, whether or not a client is there that reads it. */
  'kept-overrides': Method<object, readonly KeptOverride[]>
  /** Of the page: empties that storage. */
  'forget-overrides': Method<object, null>
}

/** An override as a page's storage keeps it. */
export interface KeptOverride {
  readonly flagKey: string
  readonly value: FlagValue
  readonly scope: 'share' | 'tab' | 'origin'
  /** In milliseconds since 1970. Absent: until it is reset. */
  readonly expiresAtMs?: number
}

/** What one method takes and gives. Both travel as structured clones. */
export interface Method<Parameters, Result> {
  readonly parameters: Parameters
  readonly result: Result
}

/** The name of a method. */
export type MethodName = keyof DevtoolsMethods

/** What a method takes. */
export type ParametersOf<Name extends MethodName> = DevtoolsMethods[Name]['parameters']

/** What a method gives. */
export type ResultOf<Name extends MethodName> = DevtoolsMethods[Name]['result']

/** The methods that somebody offers. What one throws, or rejects with, reaches the panel as a sentence. */
export type MethodHandlers = {
  readonly [Name in MethodName]?: (parameters: ParametersOf<Name>) => ResultOf<Name> | Promise<ResultOf<Name>>
}

/** Whether what came over the wire is what a method takes, and gives. */
export const METHOD_GUARDS: {
  readonly [Name in MethodName]: {
    readonly takes: (parameters: { readonly [key: string]: unknown }) => boolean
    readonly gives: (result: unknown) => boolean
  }
} = {
  'set-context': {
    takes: ({ context }) => isJsonObject(context),
    gives: (result) => result === null,
  },
  'kept-overrides': {
    takes: () => true,
    gives: (result) => Array.isArray(result) && result.every(isKeptOverride),
  },
  'forget-overrides': {
    takes: () => true,
    gives: (result) => result === null,
  },
}

function isKeptOverride(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    typeof value.flagKey === 'string' &&
    flagValueType(value.value) !== undefined &&
    typeof value.scope === 'string' &&
    (value.expiresAtMs === undefined || typeof value.expiresAtMs === 'number')
  )
}

/** Whether there is a method of this name. */
export function isMethodName(value: unknown): value is MethodName {
  return typeof value === 'string' && Object.hasOwn(METHOD_GUARDS, value)
}
