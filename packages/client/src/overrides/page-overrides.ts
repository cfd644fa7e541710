import type { FlagValue } from '@halyard/schema'
import { createContextOverride } from './context-override.ts'
import { frameSurroundings, readFrameAssignment } from './frame-assignment.ts'
import { createOverrideLayer } from './override-layer.ts'
import type { OverrideLayerFactory } from './override-layer-factory.ts'
import { overrideSlot } from './override-slot.ts'
import type { ShareReceiver } from './share-receiver.ts'

/** Whose overrides a page takes, apart from those of the person in front of it. */
export interface PageOverridesOptions {
  /** Overrides by code, for tests. They win over every other override, and nobody can change them. @default {} */
  readonly initial?: { readonly [flagKey: string]: FlagValue }
  /** The origins of pages that may assign flag values to this page when they embed it. @default [] */
  readonly playgroundOrigins?: readonly string[]
  /** How this page takes what somebody shares in a link: `shareOverrides()`. @default such a link changes nothing */
  readonly share?: ShareReceiver
}

/**
 * Lets flags of this page be overridden: by code, by the playground that embeds it, by a share, in the tab, and for
 * the origin; `OverrideScope` says which of them wins. In the tab, so can the evaluation context. They are read
 * synchronously when the client is created, so that the first evaluation knows them.
 *
 * @example
 * const client = createFlagClient({ source, overrides: pageOverrides() })
 * client.overrides.set('hero', 'bold')
 */
export function pageOverrides({
  initial = {},
  playgroundOrigins = [],
  share,
}: PageOverridesOptions = {}): OverrideLayerFactory {
  return (client) => {
    const fixed = new Map(Object.entries(initial))
    const assignment = readFrameAssignment(frameSurroundings(), playgroundOrigins, (message) =>
      client.onDiagnostic?.({ code: 'assignment-refused', message }),
    )
    if (assignment !== undefined) {
      const slots = [overrideSlot('frame', undefined, assignment)]
      return createOverrideLayer({ fixed, slots, context: createContextOverride(client) }, client)
    }
    const tab = (): Storage => sessionStorage
    const slots = [
      overrideSlot('origin', () => localStorage),
      overrideSlot('tab', tab),
      ...(share ? [overrideSlot('share', tab)] : []),
    ]
    const context = createContextOverride(client, tab)
    return createOverrideLayer({ fixed, slots, context, receive: share }, client)
  }
}
