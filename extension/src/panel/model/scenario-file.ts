import { decodeShare, encodeShare, type ShareState } from '@halyard/protocol/share'
import { type EvaluationContext, type FlagValue, isJsonObject } from '@halyard/schema'

const VERSION = 1

/** The most scenarios that are kept, and that a file may hold. */
export const MAX_SCENARIOS = 200

/** Scenarios, or a sentence that says why there are none. */
export type ScenarioFileResult =
  | { readonly ok: true; readonly scenarios: readonly ShareState[] }
  | { readonly ok: false; readonly problem: string }

/** Writes scenarios as a file that people can read and keep beside their code: what a share holds, in words. */
export function writeScenarioFile(scenarios: readonly ShareState[]): string {
  const written = scenarios.map(({ overrides, ...rest }) => ({
    ...rest,
    overrides: Object.fromEntries(overrides),
  }))
  return `${JSON.stringify({ halyard: 'scenarios', version: VERSION, scenarios: written }, null, 2)}\n`
}

/**
 * Reads what {@link writeScenarioFile} wrote, or somebody by hand. One that is wrong refuses the file, so that nobody
 * believes to have what is not there.
 */
export function readScenarioFile(value: { readonly [key: string]: unknown }): ScenarioFileResult {
  const { version, scenarios } = value
  if (version !== VERSION) {
    return refuse(`this file has version ${JSON.stringify(version)}, and version ${VERSION} is read here`)
  }
  if (!Array.isArray(scenarios) || scenarios.length === 0) return refuse('this file has no "scenarios"')
  if (scenarios.length > MAX_SCENARIOS) {
    return refuse(`this file has ${scenarios.length} scenarios, and may have ${MAX_SCENARIOS}`)
  }
  const read: ShareState[] = []
  for (const [index, scenario] of scenarios.entries()) {
    const result = readScenario(scenario)
    if (typeof result === 'string') return refuse(`scenario ${index + 1} of this file: ${result}`)
    read.push(result)
  }
  return { ok: true, scenarios: read }
}

/** @returns why it is none, as a sentence. */
function readScenario(value: unknown): ShareState | string {
  if (!isJsonObject(value)) return 'it is no object'
  const { overrides, context, name, note, expiresAtMs } = value
  if (!isJsonObject(overrides)) return 'its "overrides" is no object of values by flag key'
  try {
    // The one format knows what a share may hold.
    const decoded = decodeShare(
      encodeShare({
        overrides: new Map(Object.entries(overrides) as [string, FlagValue][]),
        ...(context !== undefined && { context: context as EvaluationContext }),
        ...(name !== undefined && { name: name as string }),
        ...(note !== undefined && { note: note as string }),
        ...(expiresAtMs !== undefined && { expiresAtMs: expiresAtMs as number }),
      }),
    )
    return decoded.ok ? decoded.share : decoded.message
  } catch (error) {
    return (error as Error).message
  }
}

function refuse(problem: string): ScenarioFileResult {
  return { ok: false, problem }
}
