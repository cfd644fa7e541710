import { flagValueType, isJsonObject } from '@halyard/schema'
import type { ActivityEntry, ActivityReport } from './activity-report.ts'
import type { ClientReport, FlagReport } from './flag-report.ts'
import type { PagePayloads, PanelPayloads } from './messages.ts'
import { isMethodName, PARAMETER_GUARDS } from './methods.ts'

type Fields = { readonly [key: string]: unknown }

/** A check for each type of message. */
export type Guards<Payloads> = { readonly [Type in keyof Payloads]: (message: Fields) => boolean }

/** Whether the parts of a panel's message are there that a page relies on. */
export const PANEL_GUARDS: Guards<PanelPayloads> = {
  hello: ({ versions, activity, maxEvents }) =>
    Array.isArray(versions) &&
    versions.every((version) => typeof version === 'number') &&
    (activity === undefined || typeof activity === 'boolean') &&
    (maxEvents === undefined || isCount(maxEvents)),
  more: ({ maxEvents }) => isCount(maxEvents),
  goodbye: () => true,
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
    PARAMETER_GUARDS[method](parameters),
}

/** Whether the parts of a page's message are there that a panel relies on. */
export const PAGE_GUARDS: Guards<PagePayloads> = {
  welcome: (message) =>
    (message.version === null || typeof message.version === 'number') && isPageDescription(message.page),
  snapshot: (message) =>
    isSequenced(message) &&
    isListOf(message.clients, isClientReport) &&
    (message.skipped === undefined || isCount(message.skipped)),
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
  'page-changed': (message) => isSequenced(message) && isPageDescription(message.page),
  activity: (message) => isText(message.clientId) && isActivityReport(message.activity),
  response: (message) => isNumber(message.requestId) && ('result' in message || isText(message.error)),
}

function isPageDescription(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.documentId) &&
    isText(value.url) &&
    isText(value.title) &&
    typeof value.isTopFrame === 'boolean' &&
    isOptionalInstant(value.loadedAtMs) &&
    isOptionalTexts(value.methods)
  )
}

/** Whether this says of a client what a panel relies on. */
export function isClientDescription(value: unknown): value is Omit<ClientReport, 'flags'> {
  return (
    isJsonObject(value) &&
    isText(value.clientId) &&
    isText(value.sdk) &&
    isText(value.state) &&
    isOptionalText(value.error) &&
    isOptionalText(value.revision) &&
    isJsonObject(value.context) &&
    (value.overriding === undefined || isOverrideSupport(value.overriding)) &&
    (value.contextOverride === undefined ||
      (isJsonObject(value.contextOverride) &&
        isJsonObject(value.contextOverride.own) &&
        isText(value.contextOverride.scope))) &&
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

/** Whether this says of a flag what a panel relies on. */
export function isFlagReport(value: unknown): value is FlagReport {
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
    (value.isCut === undefined || typeof value.isCut === 'boolean') &&
    (value.variants === undefined || isJsonObject(value.variants)) &&
    (value.override === undefined ||
      (isJsonObject(value.override) &&
        isText(value.override.scope) &&
        isOptionalInstant(value.override.expiresAtMs))) &&
    (value.original === undefined || isFlagOutcome(value.original))
  )
}

function isFlagOutcome(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isOptionalFlagValue(value.value) &&
    isOptionalText(value.variant) &&
    isText(value.reason)
  )
}

/** Whether this says of a client's activity what a panel relies on. */
export function isActivityReport(value: unknown): value is ActivityReport {
  return (
    isJsonObject(value) &&
    isInstant(value.sinceMs) &&
    isInstant(value.readsSinceMs) &&
    isListOf(value.entries, isActivityEntry) &&
    isCount(value.dropped) &&
    isListOf(value.reads, isFlagReads)
  )
}

/** Whether the parts of an entry are there that a panel relies on, by its kind. */
export const ENTRY_GUARDS: { readonly [Kind in ActivityEntry['kind']]: (entry: Fields) => boolean } = {
  read: ({ flagKey, outcome }) => isText(flagKey) && isFlagOutcome(outcome),
  change: ({ flagKey, cause, before, after }) =>
    isText(flagKey) && isText(cause) && isFlagOutcome(before) && isFlagOutcome(after),
  state: ({ state, revision, error }) => isText(state) && isOptionalText(revision) && isOptionalText(error),
  exposure: ({ flagKey, outcome, uncounted }) =>
    isText(flagKey) && isFlagOutcome(outcome) && isOptionalText(uncounted),
  tracking: ({ name, details }) => isText(name) && isOptionalText(details),
}

function isActivityEntry(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isInstant(value.atMs) &&
    isText(value.kind) &&
    Object.hasOwn(ENTRY_GUARDS, value.kind) &&
    ENTRY_GUARDS[value.kind as ActivityEntry['kind']](value)
  )
}

function isFlagReads(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.flagKey) &&
    isCount(value.count) &&
    isInstant(value.lastAtMs) &&
    isOptionalTexts(value.newReaders)
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

function isCount(value: unknown): boolean {
  return isNumber(value) && (value as number) >= 0
}

function isOptionalTexts(value: unknown): boolean {
  return value === undefined || isListOf(value, isText)
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || isText(value)
}

function isOptionalInstant(value: unknown): boolean {
  return value === undefined || isInstant(value)
}

/** A time that can be shown: dates end 100 million days from 1970. */
function isInstant(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15
}

function isOptionalFlagValue(value: unknown): boolean {
  return value === undefined || flagValueType(value) !== undefined
}
