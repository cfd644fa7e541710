/** What the registry tells of a client: copied, bounded, and whole where the client is not (B1 to B4). */
import {
  copyProperties,
  copyWithin,
  cutText,
  errorText,
  type Json,
  MAX_FLAGS,
  MAX_PROPERTIES,
  MAX_PROPERTY_CHARACTERS,
  MAX_RESULT_CHARACTERS,
} from './bounded-copy.ts'

export type Stop = () => void
export type ClientEvent =
  | { type: 'client-changed' }
  | { type: 'flags-changed'; cause: string; flagKeys: Iterable<string> }
export interface Terms {
  scope?: 'tab' | 'origin'
  expiresAtMs?: number
}
export interface PanelTools {
  client(clientId: string): DevtoolsClient | undefined
  onPanelGone(callback: () => void): void
}
export type Method = (parameters: object, tools: PanelTools) => unknown

/** What an SDK hands to `register`. */
export interface DevtoolsClient {
  readonly sdk: string
  describe(): object
  flagKeys(): Iterable<string>
  report(flagKey: string): object | null
  subscribe(listener: (event: ClientEvent) => void): Stop
  setOverride(flagKey: string, value: unknown, terms: Terms): string | null
  resetOverride(flagKey?: string): void
  overriddenFlags?(): Iterable<string>
  watchActivity?(listener: (report: object) => void): Stop
  readonly methods?: Record<string, Method>
}

export type Description = Record<string, Json>
const SET_BY_REGISTRY = ['clientId', 'sdk', 'methods', 'flags']

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function describeClient(client: DevtoolsClient, clientId: string): Description {
  try {
    const said: unknown = client.describe()
    if (!isObject(said)) throw new Error('the client does not describe itself')
    const { copy } = copyProperties(said, SET_BY_REGISTRY)
    const sdk: unknown = client.sdk
    if (typeof sdk !== 'string' || typeof copy.state !== 'string' || !isObject(copy.context)) {
      throw new Error('the client does not describe itself')
    }
    const methods = methodNames(client)
    return {
      ...copy,
      clientId,
      sdk: cutText(sdk, MAX_PROPERTY_CHARACTERS),
      ...(methods.length > 0 ? { methods } : {}),
    }
  } catch (thrown) {
    return { clientId, sdk: 'unknown', state: 'unreadable', error: errorText(thrown), context: {} }
  }
}

function methodNames(client: DevtoolsClient): string[] {
  const { methods } = client
  if (!isObject(methods)) return []
  const names = Object.keys(methods).filter((name) => typeof methods[name] === 'function')
  return names.slice(0, MAX_PROPERTIES).filter((name) => name.length < MAX_RESULT_CHARACTERS)
}

export function reportClient(client: DevtoolsClient, clientId: string): Description {
  const flags: Json[] = []
  for (const flagKey of readKeys(() => client.flagKeys())) {
    const report = reportFlag(client, flagKey)
    if (report !== null) flags.push(report)
  }
  return { ...describeClient(client, clientId), flags }
}

/** The keys that came before the list threw, or went on for too long. */
function readKeys(list: () => Iterable<unknown>): Set<string> {
  const keys = new Set<string>()
  let steps = 0
  try {
    for (const key of list()) {
      if (typeof key === 'string') keys.add(key)
      steps += 1
      if (steps >= MAX_FLAGS) break
    }
  } catch {
    // those that came before it threw
  }
  return keys
}

function reportFlag(client: DevtoolsClient, flagKey: string): { [key: string]: Json } | null {
  const key = cutText(flagKey, MAX_PROPERTY_CHARACTERS)
  try {
    const said: unknown = client.report(flagKey)
    if (said === null) return null
    if (!isObject(said)) throw new Error('the client gives no report of this flag')
    const { copy, isCut } = copyProperties(said, ['flagKey', 'isCut'])
    const isReport =
      typeof copy.reason === 'string' && isObject(copy.flagMetadata) && typeof copy.observed === 'boolean'
    if (!isReport) throw new Error('the client gives no report of this flag')
    return { ...copy, flagKey: key, ...(isCut || key !== flagKey ? { isCut: true } : {}) }
  } catch (thrown) {
    const errorMessage = errorText(thrown)
    return {
      flagKey: key,
      reason: 'ERROR',
      errorCode: 'GENERAL',
      errorMessage,
      flagMetadata: {},
      observed: true,
    }
  }
}

export function reportFlags(
  client: DevtoolsClient,
  flagKeys: Iterable<string>,
): { flags: Json[]; removed: string[] } {
  const flags: Json[] = []
  const removed: string[] = []
  for (const flagKey of readKeys(() => flagKeys)) {
    const report = reportFlag(client, flagKey)
    if (report === null) removed.push(cutText(flagKey, MAX_PROPERTY_CHARACTERS))
    else flags.push(report)
  }
  return { flags, removed }
}

const ENTRY_KINDS = ['read', 'change', 'state', 'exposure', 'tracking']

function isActivity({ sinceMs, readsSinceMs, entries, reads }: Record<string, unknown>): boolean {
  const isList = Array.isArray(entries) && Array.isArray(reads)
  if (!isList || typeof sinceMs !== 'number' || typeof readsSinceMs !== 'number') return false
  return entries.every((entry) => isObject(entry) && ENTRY_KINDS.includes(String(entry.kind)))
}

/** An activity report; entries that do not fit are counted as dropped, because half an entry spoils all. */
export function copyActivity(report: unknown): Json | undefined {
  if (!isObject(report)) return undefined
  let left = MAX_RESULT_CHARACTERS
  const copyList = (list: unknown): Json[] => {
    const copies: Json[] = []
    for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
      const budget = { left, isCut: false }
      const { copy, isCut } = copyWithin(entry, budget.left)
      if (copy === undefined || isCut) continue
      left -= JSON.stringify(copy).length
      if (left <= 0) break
      copies.push(copy)
    }
    return copies
  }
  try {
    const entries = copyList(report.entries)
    const lost = Array.isArray(report.entries) ? report.entries.length - entries.length : 0
    const reads = copyList(report.reads)
    const { copy } = copyProperties(report, ['entries', 'reads', 'dropped'])
    const dropped = typeof report.dropped === 'number' ? report.dropped + lost : lost
    const activity = { ...copy, entries, dropped, reads }
    return isActivity(activity) ? activity : undefined
  } catch {
    return undefined
  }
}
