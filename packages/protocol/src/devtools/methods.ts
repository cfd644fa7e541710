import { type EvaluationContext, isJsonObject } from '@halyard/schema'

/**
 * What a panel can ask of a client, or of the page itself, and gets an answer to: name → what it takes and gives. All of
 * it is optional; a report names what its client or page offers.
 */
export interface DevtoolsMethods {
  /** Gives a client another evaluation context. Answered when its reads answer for that context. */
  'set-context': Method<{ readonly context: EvaluationContext }, null>
  /** Whether the activity of a client has every read from now on, and not only the first of each flag. */
  'record-reads': Method<{ readonly isRecording: boolean }, null>
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
  'record-reads': {
    takes: ({ isRecording }) => typeof isRecording === 'boolean',
    gives: (result) => result === null,
  },
}

/** Whether there is a method of this name. */
export function isMethodName(value: unknown): value is MethodName {
  return typeof value === 'string' && Object.hasOwn(METHOD_GUARDS, value)
}
