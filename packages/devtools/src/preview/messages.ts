import { isJsonObject } from '@halyard/schema'
import { isPageAction, type PageAction } from './page-action.ts'

/** The versions of the preview protocol that this package speaks, best first. */
export const PREVIEW_PROTOCOL_VERSIONS: readonly number[] = [1]

/** What a page in a frame looks like at one moment. */
export interface PageCapture {
  /** The same for two pages that show the same. See `fingerprintPage` for what counts. */
  readonly fingerprint: string
  /** Whether the page had come to rest; otherwise the fingerprint may be that of a moment. */
  readonly isSettled: boolean
  readonly title: string
  /** Of the whole document, in CSS pixels. */
  readonly width: number
  readonly height: number
}

/** What the embedding page says to the page in a frame: message name → payload. */
interface EmbedderPayloads {
  /** Sent to the window, with a `MessagePort`; everything else goes over that port. */
  connect: { readonly versions: readonly number[] }
  /** Asks for a capture as soon as the page has come to rest. `requestId` is the embedder's own, and comes back. */
  capture: { readonly requestId: number }
  /** Asks to be told what a person does on the page, or no longer. */
  mirror: { readonly isOn: boolean }
  perform: { readonly requestId: number; readonly action: PageAction }
}

/** What a page in a frame says to the page that embeds it: message name → payload. */
interface PreviewedPayloads {
  /** Answers `connect`; `version` is the one both speak, `null` when there is none, and then nothing follows. */
  welcome: { readonly version: number | null }
  captured: { readonly requestId: number; readonly capture: PageCapture }
  /** Something else is shown since the last capture. Told once, until the next one. */
  changed: object
  action: { readonly action: PageAction }
  /** `isPerformed` is `false` where the page has no such element, or it cannot do that. */
  performed: { readonly requestId: number; readonly isPerformed: boolean }
}

type Message<Payloads> = {
  [Type in keyof Payloads]: { readonly halyard: 'preview'; readonly type: Type } & Payloads[Type]
}[keyof Payloads]

/** A message from the embedding page. */
export type EmbedderMessage = Message<EmbedderPayloads>

/** A message from the page in the frame. */
export type PreviewedMessage = Message<PreviewedPayloads>

type Fields = { readonly [key: string]: unknown }
type Guards<Payloads> = { readonly [Type in keyof Payloads]: (message: Fields) => boolean }

const EMBEDDER_GUARDS: Guards<EmbedderPayloads> = {
  connect: ({ versions }) => Array.isArray(versions) && versions.every(isNumber),
  capture: ({ requestId }) => isNumber(requestId),
  mirror: ({ isOn }) => typeof isOn === 'boolean',
  perform: ({ requestId, action }) => isNumber(requestId) && isPageAction(action),
}

const PREVIEWED_GUARDS: Guards<PreviewedPayloads> = {
  welcome: ({ version }) => version === null || isNumber(version),
  captured: ({ requestId, capture }) => isNumber(requestId) && isPageCapture(capture),
  changed: () => true,
  action: ({ action }) => isPageAction(action),
  performed: ({ requestId, isPerformed }) => isNumber(requestId) && typeof isPerformed === 'boolean',
}

/**
 * Reads what claims to be a message of the embedding page.
 *
 * @returns the message, or `null` for anything else.
 */
export function parseEmbedderMessage(value: unknown): EmbedderMessage | null {
  return isMessage(value, EMBEDDER_GUARDS) ? (value as EmbedderMessage) : null
}

/**
 * Reads what claims to be a message of the page in a frame. The page is not trusted: every text in it is text.
 *
 * @returns the message, or `null` for anything else.
 */
export function parsePreviewedMessage(value: unknown): PreviewedMessage | null {
  return isMessage(value, PREVIEWED_GUARDS) ? (value as PreviewedMessage) : null
}

function isMessage<Payloads>(value: unknown, guards: Guards<Payloads>): boolean {
  if (!isJsonObject(value) || value.halyard !== 'preview' || typeof value.type !== 'string') return false
  return Object.hasOwn(guards, value.type) && guards[value.type as keyof Payloads](value)
}

function isPageCapture(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    typeof value.fingerprint === 'string' &&
    value.fingerprint.length <= 40 &&
    typeof value.isSettled === 'boolean' &&
    typeof value.title === 'string' &&
    value.title.length <= MAX_TITLE &&
    isNumber(value.width) &&
    isNumber(value.height)
  )
}

/** No title is longer, in UTF-16 units: a page cuts what is. */
export const MAX_TITLE = 300

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
