import { flagValueType, isJsonObject } from '@halyard/schema'
import type { PagePayloads, PanelPayloads } from './messages.ts'
import { isMethodName, METHOD_GUARDS } from './methods.ts'

type Fields = { readonly [key: string]: unknown }

/** A check for each type of message. */
export type Guards<Payloads> = { readonly [Type in keyof Payloads]: (message: Fields) => boolean }

/** Whether the parts of a panel's message are there that a page relies on. */
export const PANEL_GUARDS: Guards<PanelPayloads> = {
  hello: (message) =>
    Array.isArray(message.versions) && message.versions.every((version) => typeof version === 'number'),
  'set-override': (message) =>
    isText(message.clientId) &&
    isText(message.flagKey) &&
    flagValueType(message.value) !== undefined &&
    (message.scope === undefined || isScope(message.scope)) &&
    isOptionalInstant(message.expiresAtMs),
  'reset-override': (message) => isText(message.clientId) && isOptionalText(message.flagKey),
  request: ({ requestId, clientId, method, parameters }) =>
    isNumber(requestId) &&
    isOptionalText(clientId) &&
    isMethodName(method) &&
    isJsonObject(parameters) &&
    METHOD_GUARDS[method].takes(parameters),
}

/** Whether the parts of a page's message are there that a panel relies on. */
export const PAGE_GUARDS: Guards<PagePayloads> = {
  welcome: (message) =>
    (message.version === null || typeof message.version === 'number') && isPageDescription(message.page),
  snapshot: (message) => isSequenced(message) && isListOf(message.clients, isClientReport),
  'client-added': (message) => isSequenced(message) && isClientReport(message.client),
  'client-removed': (message) => isSequenced(message) && isText(message.clientId),
  'client-changed': (message) => isSequenced(message) && isClientDescription(message.client),
  'flags-changed': (message) =>
    isSequenced(message) &&
    isText(message.clientId) &&
    isText(message.cause) &&
    isListOf(message.flags, isFlagReport) &&
    isListOf(message.removed, isText),
  'override-refused': (message) =>
    isSequenced(message) && isText(message.clientId) && isText(message.flagKey) && isText(message.message),
  response: (message) => isNumber(message.requestId) && ('result' in message || isText(message.error)),
}

function isPageDescription(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.documentId) &&
    isText(value.url) &&
    isText(value.title) &&
    typeof value.isTopFrame === 'boolean' &&
    isOptionalTexts(value.methods)
  )
}

function isClientDescription(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.clientId) &&
    isText(value.sdk) &&
    isText(value.state) &&
    isOptionalText(value.revision) &&
    isJsonObject(value.context) &&
    (value.overriding === undefined || isOverrideSupport(value.overriding)) &&
    isOptionalTexts(value.methods)
  )
}

function isOverrideSupport(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isOptionalText(value.refusal) &&
    isListOf(value.scopes, isScope) &&
    typeof value.canExpire === 'boolean' &&
    typeof value.isKept === 'boolean'
  )
}

function isScope(value: unknown): boolean {
  return value === 'tab' || value === 'origin'
}

function isClientReport(value: unknown): boolean {
  return isClientDescription(value) && isListOf((value as Fields).flags, isFlagReport)
}

function isFlagReport(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.flagKey) &&
    isText(value.reason) &&
    isOptionalText(value.variant) &&
    isOptionalText(value.type) &&
    isOptionalText(value.errorCode) &&
    isOptionalText(value.errorMessage) &&
    isOptionalFlagValue(value.value) &&
    isJsonObject(value.flagMetadata) &&
    typeof value.observed === 'boolean' &&
    (value.variants === undefined || isJsonObject(value.variants)) &&
    (value.override === undefined ||
      (isJsonObject(value.override) &&
        isText(value.override.scope) &&
        isOptionalInstant(value.override.expiresAtMs))) &&
    (value.original === undefined ||
      (isJsonObject(value.original) &&
        isOptionalFlagValue(value.original.value) &&
        isOptionalText(value.original.variant) &&
        isText(value.original.reason)))
  )
}

function isSequenced(message: Fields): boolean {
  return isNumber(message.sequence)
}

function isListOf(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isEntry)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): boolean {
  return Number.isSafeInteger(value)
}

function isOptionalTexts(value: unknown): boolean {
  return value === undefined || isListOf(value, isText)
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || isText(value)
}

function isOptionalInstant(value: unknown): boolean {
  return value === undefined || typeof value === 'number'
}

function isOptionalFlagValue(value: unknown): boolean {
  return value === undefined || flagValueType(value) !== undefined
}
