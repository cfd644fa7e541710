import { isJsonObject, type JsonValue } from '@halyard/schema'
import { attempt } from './attempt.ts'
import { boundedCopy } from './bounded-copy.ts'
import type { ClientReport, FlagReport } from './flag-report.ts'
import type { InspectableClient } from './inspectable-client.ts'
import { isClientDescription, isFlagReport } from './message-guards.ts'

/** The most flags of one client that are reported, and the most clients of one page. */
export const MAX_REPORTED_FLAGS = 20_000
export const MAX_REPORTED_CLIENTS = 50

/** How much of each property of a report is reported, in characters: of the value, of the variants… */
export const MAX_PROPERTY_CHARACTERS = 100_000

/** More properties than any report has. */
export const MAX_PROPERTIES = 50

type ClientDescription = Omit<ClientReport, 'flags'>

/**
 * Has a client describe itself. Somebody else wrote it, so it may throw, or say what cannot be posted: what is said
 * then is that.
 */
export function describeClient(clientId: string, client: InspectableClient): ClientDescription {
  const described = attempt(() => ({
    sdk: client.sdk,
    ...client.describe(),
    methods: Object.keys(client.methods ?? {}),
  }))
  const description = { ...copyProperties(described.result).properties, clientId }
  if (isClientDescription(description)) return description
  const error = described.error ?? 'what it says of itself cannot be read'
  return { clientId, sdk: 'unknown', state: 'unreadable', error, context: {} }
}

/** Has a client report all of its flags. */
export function reportClient(clientId: string, client: InspectableClient): ClientReport {
  const { flags } = reportFlags(client, attempt(() => client.flagKeys()).result ?? [])
  return { ...describeClient(clientId, client), flags }
}

/** Has a client report some of its flags: those that there are, and the keys of the others. */
export function reportFlags(
  client: InspectableClient,
  flagKeys: Iterable<string>,
): { readonly flags: readonly FlagReport[]; readonly removed: readonly string[] } {
  const flags: FlagReport[] = []
  const removed: string[] = []
  // A list of keys may throw, or have no end.
  attempt(() => {
    for (const key of flagKeys) {
      const flagKey = String(key).slice(0, MAX_PROPERTY_CHARACTERS)
      const flag = reportFlag(client, flagKey)
      if (flag) flags.push(flag)
      else removed.push(flagKey)
      if (flags.length + removed.length === MAX_REPORTED_FLAGS) break
    }
  })
  return { flags, removed }
}

function reportFlag(client: InspectableClient, flagKey: string): FlagReport | null {
  const { result, error } = attempt(() => client.report(flagKey))
  if (result === null) return null
  const { properties, isCut } = copyProperties(result)
  const report = { ...properties, flagKey, ...(isCut && { isCut }) }
  if (isFlagReport(report)) return report
  const errorMessage = `The SDK cannot report this flag: ${error ?? 'what it says is no report'}.`
  return { flagKey, reason: 'ERROR', errorCode: 'GENERAL', errorMessage, flagMetadata: {}, observed: false }
}

/** Copies each property within a limit of its own, so that one without an end does not cost the others. */
function copyProperties(report: unknown): {
  readonly properties: { readonly [name: string]: JsonValue }
  readonly isCut: boolean
} {
  const properties: { [name: string]: JsonValue } = {}
  let isCut = false
  if (!isJsonObject(report)) return { properties, isCut }
  for (const name of Object.keys(report).slice(0, MAX_PROPERTIES)) {
    const { result, error } = attempt(() => report[name])
    if (result === undefined && error === undefined) continue
    const copied = boundedCopy(error === undefined ? result : '[cannot be read]', MAX_PROPERTY_CHARACTERS)
    properties[name] = copied.value
    isCut ||= copied.isCut || error !== undefined
  }
  return { properties, isCut }
}
