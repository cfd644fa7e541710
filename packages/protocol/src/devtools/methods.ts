import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import {
  type ContextPreview,
  type ExplanationReport,
  isContextPreview,
  isExplanationReport,
} from './explanation-report.ts'

/**
 * What a panel can ask of a client, or of the page itself, and gets an answer to: name → what it takes and gives. All of
 * it is optional; a report names what its client or page offers.
 */
export interface DevtoolsMethods {
  /**
   * Gives a client another evaluation context in place of the page's. Answered when its reads answer for that context.
   * `ClientReport.contextOverride` says for how long it holds.
   */
  'set-context': Method<{ readonly context: EvaluationContext }, null>
  /** Gives a client the page's own evaluation context back. */
  'reset-context': Method<object, null>
  /** Tells why a flag gives what it gives, or, with a context, what it would give for that one and why. */
  explain: Method<{ readonly flagKey: string; readonly context?: EvaluationContext }, ExplanationReport>
  /** Tells what would change with another context, without changing anything. What is overridden would not. */
  'evaluate-for': Method<{ readonly context: EvaluationContext }, ContextPreview>
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
  'reset-context': { takes: () => true, gives: (result) => result === null },
  explain: {
    takes: ({ flagKey, context }) =>
      typeof flagKey === 'string' && (context === undefined || isJsonObject(context)),
    gives: isExplanationReport,
  },
  'evaluate-for': { takes: ({ context }) => isJsonObject(context), gives: isContextPreview },
}

/** Whether there is a method of this name. */
export function isMethodName(value: unknown): value is MethodName {
  return typeof value === 'string' && Object.hasOwn(METHOD_GUARDS, value)
}
