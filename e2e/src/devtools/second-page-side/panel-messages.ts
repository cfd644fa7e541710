/** What a panel can say; everything else is ignored (C10). */
import type { Json } from './bounded-copy.ts'
import { isObject, type Terms } from './client-reports.ts'

export type FlagValue = Exclude<Json, null>

export type PanelMessage =
  | { type: 'hello'; versions: number[]; activity: boolean; maxEvents: number }
  | { type: 'more'; maxEvents: number }
  | { type: 'goodbye' }
  | {
      type: 'set-override'
      clientId: string
      flagKey: string
      value: unknown
      terms: Terms
    }
  | { type: 'reset-override'; clientId: string; flagKey: string | undefined }
  | { type: 'request'; requestId: number; clientId: string | undefined; method: string; parameters: object }

type Fields = Record<string, unknown>

const isText = (value: unknown): value is string => typeof value === 'string'
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isPlain = (value: unknown): value is object =>
  Object.prototype.toString.call(value) === '[object Object]'

export function isFlagValue(value: unknown): value is FlagValue {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'boolean' || isText(value) || Array.isArray(value) || isPlain(value)
}

/** What each method of the document takes. */
const parameterGuards: Record<string, (parameters: Fields) => boolean> = {
  'set-context': ({ context }) => isPlain(context),
  'reset-context': () => true,
  explain: ({ flagKey, context }) => isText(flagKey) && (context === undefined || isPlain(context)),
  'evaluate-for': ({ context }) => isPlain(context),
  'record-reads': ({ isRecording }) => typeof isRecording === 'boolean',
  'kept-overrides': () => true,
  'forget-overrides': () => true,
  'find-effect': ({ clientId, flagKey, value }) => isText(clientId) && isText(flagKey) && isFlagValue(value),
  'show-effect': ({ side, entryId }) =>
    (side === 'before' || side === 'after') && (entryId === null || Number.isSafeInteger(entryId)),
  'end-effect': () => true,
}

const readers: Record<string, (fields: Fields) => PanelMessage | null> = {
  hello({ versions, activity, maxEvents }) {
    const isList = Array.isArray(versions) && versions.every((version) => typeof version === 'number')
    if (!isList || (activity !== undefined && typeof activity !== 'boolean')) return null
    if (maxEvents !== undefined && !isCount(maxEvents)) return null
    return {
      type: 'hello',
      versions: versions as number[],
      activity: activity ?? false,
      maxEvents: maxEvents ?? Infinity,
    }
  },
  more({ maxEvents }) {
    return isCount(maxEvents) ? { type: 'more', maxEvents } : null
  },
  goodbye() {
    return { type: 'goodbye' }
  },
  'set-override'({ clientId, flagKey, value, scope, expiresAtMs }) {
    if (!isText(clientId) || !isText(flagKey) || !isFlagValue(value)) return null
    if (scope !== undefined && scope !== 'tab' && scope !== 'origin') return null
    if (expiresAtMs !== undefined && !isTime(expiresAtMs)) return null
    const terms: Terms = {
      ...(scope === undefined ? {} : { scope }),
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    }
    return { type: 'set-override', clientId, flagKey, value, terms }
  },
  'reset-override'({ clientId, flagKey }) {
    return isText(clientId) && isOptionalText(flagKey) ? { type: 'reset-override', clientId, flagKey } : null
  },
  request({ requestId, clientId, method, parameters }) {
    if (!Number.isSafeInteger(requestId) || !isOptionalText(clientId) || !isText(method)) return null
    if (!isPlain(parameters) || !Object.hasOwn(parameterGuards, method)) return null
    if (!parameterGuards[method]?.(parameters as Fields)) return null
    return { type: 'request', requestId: requestId as number, clientId, method, parameters }
  },
}

export function readPanelMessage(message: unknown): PanelMessage | null {
  try {
    if (!isObject(message) || message.halyard !== 'devtools') return null
    const { type } = message
    if (!isText(type) || !Object.hasOwn(readers, type)) return null
    return readers[type]?.(message) ?? null
  } catch {
    return null
  }
}
