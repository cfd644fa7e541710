import { type FlagValue, isJsonObject } from '@halyard/schema'
import type { ActivityReport } from './activity-report.ts'
import type { ChangeCause, ClientReport, FlagReport, OverrideTerms } from './flag-report.ts'
import { type Guards, PAGE_GUARDS, PANEL_GUARDS } from './message-guards.ts'
import type { MethodName } from './methods.ts'

/**
 * The versions of this protocol that this package speaks, best first.
 *
 * @example
 * port.postMessage({ halyard: 'devtools', type: 'hello', versions: DEVTOOLS_PROTOCOL_VERSIONS })
 */
export const DEVTOOLS_PROTOCOL_VERSIONS: readonly number[] = [1]

/** What a page says to a panel: message name → payload. */
export interface PagePayloads {
  /** Answers a panel's `hello`; `version` is the one both speak, `null` when there is none. */
  welcome: { readonly version: number | null; readonly page: PageDescription }
  /** Everything, as of `sequence`; `skipped` events before it were not told, because the panel had not asked for more. */
  snapshot: {
    readonly sequence: number
    readonly clients: readonly ClientReport[]
    readonly skipped?: number
  }
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
  /** The page goes under another address or title. */
  'page-changed': { readonly sequence: number; readonly page: PageDescription }
  /** What a page does with its flags, for panels that asked for it: first what is kept, then what is new. Not numbered. */
  activity: { readonly clientId: string; readonly activity: ActivityReport }
  /** Answers the panel that made the request, with what the method gives, or with a sentence that says why not. */
  response:
    | { readonly requestId: number; readonly result: unknown }
    | { readonly requestId: number; readonly error: string }
}

/** What a panel says to a page: message name → payload. */
export interface PanelPayloads {
  /**
   * Opens the conversation, and asks for a new snapshot when sent again; also for activity, where that is `true`. No
   * more than `maxEvents` events and reports of activity are told until the panel asks for more. What the last one says
   * holds. @default no limit
   */
  hello: { readonly versions: readonly number[]; readonly activity?: boolean; readonly maxEvents?: number }
  /** From now on `maxEvents` may be told; those that were skipped meanwhile are made up for by a snapshot. */
  more: { readonly maxEvents: number }
  /** Ends the conversation: the page says nothing more, and lets go of what the panel asked for. */
  goodbye: Record<never, never>
  /** The terms are for clients whose report says that they support them. */
  'set-override': OverrideTerms & {
    readonly clientId: string
    readonly flagKey: string
    readonly value: FlagValue
  }
  /** Without a flag key: every override of that client. */
  'reset-override': { readonly clientId: string; readonly flagKey?: string }
  /** Calls a method of a client, or of the page where none is named. `requestId` is the panel's own, and comes back. */
  request: {
    readonly requestId: number
    readonly clientId?: string
    readonly method: MethodName
    readonly parameters: object
  }
}

/** The document that a panel looks at. */
export interface PageDescription {
  /** Unique per loaded document; a reload makes a new one. */
  readonly documentId: string
  readonly url: string
  readonly title: string
  readonly isTopFrame: boolean
  /** When the document began to load, in milliseconds since 1970. */
  readonly loadedAtMs?: number
  /** The methods of the page itself. @default [] */
  readonly methods?: readonly string[]
}

type Message<Payloads> = {
  [Type in keyof Payloads]: { readonly halyard: 'devtools'; readonly type: Type } & Payloads[Type]
}[keyof Payloads]

/** A message from a page to a panel. */
export type PageMessage = Message<PagePayloads>

/** A message that tells of a change. They are numbered without a gap. */
export type PageEvent = Exclude<
  PageMessage,
  { readonly type: 'welcome' | 'snapshot' | 'response' | 'activity' }
>

/** A message from a panel to a page. */
export type PanelMessage = Message<PanelPayloads>

/**
 * Reads what claims to be a message of a panel.
 *
 * @returns the message, or `null` for anything else.
 * @example
 * port.onmessage = ({ data }) => {
 *   const message = parsePanelMessage(data)
 *   if (message?.type === 'goodbye') port.close()
 * }
 */
export function parsePanelMessage(value: unknown): PanelMessage | null {
  return parse(value, PANEL_GUARDS) ? (value as PanelMessage) : null
}

/**
 * Reads what claims to be a message of a page. The page is not trusted: the parts that a panel relies on are checked,
 * and every string in it is text, never markup.
 *
 * @returns the message, or `null` for anything else.
 * @example
 * port.onmessage = ({ data }) => {
 *   const message = parsePageMessage(data)
 *   if (message?.type === 'snapshot') show(message.clients)
 * }
 */
export function parsePageMessage(value: unknown): PageMessage | null {
  return parse(value, PAGE_GUARDS) ? (value as PageMessage) : null
}

function parse<Payloads>(value: unknown, guards: Guards<Payloads>): boolean {
  if (!isJsonObject(value) || value.halyard !== 'devtools' || typeof value.type !== 'string') return false
  return Object.hasOwn(guards, value.type) && guards[value.type as keyof Payloads](value)
}
