import type { FlagValue } from '@halyard/schema'
import type { ClientOverrides } from './flag-client.ts'
import { frameSurroundings, readFrameAssignment } from './frame-assignment.ts'
import { createOverrides, noOverrides, type OverrideLayerOptions } from './overrides.ts'

/** How a client treats overrides; `false` turns the layer off. */
export type OverridesOption =
  | false
  | {
      /** Overrides by code, for tests. They win over every other override, and {@link ClientOverrides.set} refuses to change them. */
      readonly initial?: { readonly [flagKey: string]: FlagValue }
    }

/** Creates the overrides of a client in this page: from code, from the frame's name, from the tab's storage. */
export function createPageOverrides(
  option: OverridesOption,
  playgroundOrigins: readonly string[],
  layer: Pick<OverrideLayerOptions, 'flagType' | 'onChange' | 'onDiagnostic'>,
): ClientOverrides {
  if (option === false) return noOverrides
  let assigned = readFrameAssignment(frameSurroundings(), playgroundOrigins)
  if (typeof assigned === 'string') {
    layer.onDiagnostic?.({ code: 'assignment-refused', message: assigned })
    assigned = null
  }
  return createOverrides({ ...layer, assigned, fixed: new Map(Object.entries(option.initial ?? {})) })
}
