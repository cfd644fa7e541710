import { type EvaluationContext, type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import {
  type ContextPreview,
  type ExplanationReport,
  isContextPreview,
  isExplanationReport,
} from './explanation-report.ts'
import { type EffectSide, type FlagEffect, isFlagEffect } from './flag-effect.ts'
import type { InspectableClient } from './inspectable-client.ts'

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
  /** Of the page: what its storage keeps for this tab, whether or not a client is there that reads it. */
  'kept-overrides': Method<object, readonly KeptOverride[]>
  /** Of the page: empties that storage. */
  'forget-overrides': Method<object, null>
  /** Gives a client the page's own evaluation context back. */
  'reset-context': Method<object, null>
  /** Tells why a flag gives what it gives, or, with a context, what it would give for that one and why. */
  explain: Method<{ readonly flagKey: string; readonly context?: EvaluationContext }, ExplanationReport>
  /** Tells what would change with another context, without changing anything. What is overridden would not. */
  'evaluate-for': Method<{ readonly context: EvaluationContext }, ContextPreview>
  /**
   * Of the page: gives one flag of a client another value, and finds what that changes in the document. The page goes on
   * showing it, with an outline around each change, until `end-effect`, or until the panel is gone.
   */
  'find-effect': Method<
    { readonly clientId: string; readonly flagKey: string; readonly value: FlagValue },
    FlagEffect
  >
  /** Of the page: shows one side of the effect that was found, and scrolls to one of its entries. */
  'show-effect': Method<{ readonly side: EffectSide; readonly entryId: number | null }, null>
  /** Of the page: puts everything back as it was before `find-effect`. */
  'end-effect': Method<object, null>
  /** Whether the activity of a client has every read from now on, and not only the first of each flag. */
  'record-reads': Method<{ readonly isRecording: boolean }, null>
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

/** Who calls a method, and what it may work with. */
export interface MethodCall {
  /** The client of this document that a report calls by this id. */
  client(clientId: string): InspectableClient | undefined
  /** Calls back once, when the panel that called is gone, or at once where it is gone already. */
  onPanelGone(callback: () => void): void
}

/**
 * The methods that somebody offers, called on this object. What one throws, or rejects with, reaches the panel as a
 * sentence.
 *
 * @example
 * const methods: MethodHandlers = {
 *   async 'set-context'({ context }) {
 *     await client.setContext(context)
 *     return null
 *   },
 * }
 */
export type MethodHandlers = {
  readonly [Name in MethodName]?: (
    parameters: ParametersOf<Name>,
    call: MethodCall,
  ) => ResultOf<Name> | Promise<ResultOf<Name>>
}

/** Whether what came over the wire is what a method takes. */
export const PARAMETER_GUARDS: {
  readonly [Name in MethodName]: (parameters: { readonly [key: string]: unknown }) => boolean
} = {
  'set-context': ({ context }) => isJsonObject(context),
  'kept-overrides': takesNothing,
  'forget-overrides': takesNothing,
  'reset-context': takesNothing,
  explain: ({ flagKey, context }) =>
    typeof flagKey === 'string' && (context === undefined || isJsonObject(context)),
  'evaluate-for': ({ context }) => isJsonObject(context),
  'find-effect': ({ clientId, flagKey, value }) =>
    typeof clientId === 'string' && typeof flagKey === 'string' && flagValueType(value) !== undefined,
  'show-effect': ({ side, entryId }) =>
    (side === 'before' || side === 'after') && (entryId === null || Number.isSafeInteger(entryId)),
  'end-effect': takesNothing,
  'record-reads': ({ isRecording }) => typeof isRecording === 'boolean',
}

/** Whether what came over the wire is what a method gives. It is the panel's alone: no page carries it. */
export const RESULT_GUARDS: { readonly [Name in MethodName]: (result: unknown) => boolean } = {
  'set-context': isNull,
  'kept-overrides': (result) => Array.isArray(result) && result.every(isKeptOverride),
  'forget-overrides': isNull,
  'reset-context': isNull,
  explain: isExplanationReport,
  'evaluate-for': isContextPreview,
  'find-effect': isFlagEffect,
  'show-effect': isNull,
  'end-effect': isNull,
  'record-reads': isNull,
}

function takesNothing(): boolean {
  return true
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

function isNull(result: unknown): boolean {
  return result === null
}

/** Whether there is a method of this name. */
export function isMethodName(value: unknown): value is MethodName {
  return typeof value === 'string' && Object.hasOwn(PARAMETER_GUARDS, value)
}
