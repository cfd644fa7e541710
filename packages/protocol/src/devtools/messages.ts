import { type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import type { ChangeCause, ClientReport, FlagReport } from './flag-report.ts'

/** The versions of this protocol that this package speaks, best first. */
export const DEVTOOLS_PROTOCOL_VERSIONS: readonly number[] = [1]

/** What a page says to a panel: message name → payload. */
export interface PagePayloads {
  /** Answers a panel's `hello`; `version` is the one both speak, `null` when there is none. */
  welcome: { readonly version: number | null; readonly page: PageDescription }
  /** Everything, as of `sequence`. */
  snapshot: { readonly sequence: number; readonly clients: readonly ClientReport[] }
  'client-added': { readonly sequence: number; readonly client: ClientReport }
  'client-removed': { readonly sequence: number; readonly clientId: string }
  /** A client's state, revision or context is another one. */
  'client-changed': {
    readonly sequence: number
    readonly client: Omit<ClientReport, 'flags'>
  }
  /** Flags whose report is another one, and flags that are gone. */
  'flags-changed': {
    readonly sequence: number
    readonly clientId: string
    readonly cause: ChangeCause
    readonly flags: readonly FlagReport[]
    readonly removed: readonly string[]
  }
  /** The client did not accept an override; `message` says why. */
  'override-refused': {
    readonly sequence: number
    readonly clientId: string
    readonly flagKey: string
    readonly message: string
  }
}

/** What a panel says to a page: message name → payload. */
export interface PanelPayloads {
  /** Opens the conversation, and asks for a new snapshot when sent again. */
  hello: { readonly versions: readonly number[] }
  'set-override': { readonly clientId: string; readonly flagKey: string; readonly value: FlagValue }
  /** Without a flag key: every override of that client. */
  'reset-override': { readonly clientId: string; readonly flagKey?: string }
}

/** The document that a panel looks at. */
export interface PageDescription {
  /** Unique per loaded document; a reload makes a new one. */
  readonly documentId: string
  readonly url: string
  readonly title: string
  readonly isTopFrame: boolean
}

type Message<Payloads> = {
  [Type in keyof Payloads]: { readonly halyard: 'devtools'; readonly type: Type } & Payloads[Type]
}[keyof Payloads]

/** A message from a page to a panel. */
export type PageMessage = Message<PagePayloads>

/** A message from a panel to a page. */
export type PanelMessage = Message<PanelPayloads>

/**
 * Reads what claims to be a message of a panel.
 *
 * @returns the message, or `null` for anything else.
 */
export function parsePanelMessage(value: unknown): PanelMessage | null {
  return parse(value, PANEL_GUARDS) ? (value as PanelMessage) : null
}

/**
 * Reads what claims to be a message of a page. The page is not trusted: the parts that a panel relies on are checked,
 * and every string in it is text, never markup.
 *
 * @returns the message, or `null` for anything else.
 */
export function parsePageMessage(value: unknown): PageMessage | null {
  return parse(value, PAGE_GUARDS) ? (value as PageMessage) : null
}

type Fields = { readonly [key: string]: unknown }
type Guards<Payloads> = { readonly [Type in keyof Payloads]: (message: Fields) => boolean }

function parse<Payloads>(value: unknown, guards: Guards<Payloads>): boolean {
  if (!isJsonObject(value) || value.halyard !== 'devtools' || typeof value.type !== 'string') return false
  return Object.hasOwn(guards, value.type) && guards[value.type as keyof Payloads](value)
}

const PANEL_GUARDS: Guards<PanelPayloads> = {
  hello: (message) =>
    Array.isArray(message.versions) && message.versions.every((version) => typeof version === 'number'),
  'set-override': (message) =>
    isText(message.clientId) && isText(message.flagKey) && flagValueType(message.value) !== undefined,
  'reset-override': (message) => isText(message.clientId) && isOptionalText(message.flagKey),
}

const PAGE_GUARDS: Guards<PagePayloads> = {
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
}

function isPageDescription(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.documentId) &&
    isText(value.url) &&
    isText(value.title) &&
    typeof value.isTopFrame === 'boolean'
  )
}

function isClientDescription(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isText(value.clientId) &&
    isText(value.sdk) &&
    isText(value.state) &&
    isOptionalText(value.revision) &&
    isJsonObject(value.context)
  )
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
  return typeof message.sequence === 'number' && Number.isSafeInteger(message.sequence)
}

function isListOf(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isEntry)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
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
