import { type FrameAppearance, parseFrameAssignment } from '@halyard/protocol/overrides'
import type { FlagValue } from '@halyard/schema'
import { createContextOverride } from './context-override.ts'
import { frameSurroundings, readFrameAssignment } from './frame-assignment.ts'
import { createOverrideLayer } from './override-layer.ts'
import type { OverriddenClient, OverrideLayerFactory } from './override-layer-factory.ts'
import { overrideSlot } from './override-slot.ts'
import type { ShareReceiver } from './share-receiver.ts'

/** Whose overrides a page takes, apart from those of the person in front of it. */
export interface PageOverridesOptions {
  /** Overrides by code, for tests. They win over every other override, and nobody can change them. @default {} */
  readonly initial?: { readonly [flagKey: string]: FlagValue }
  /**
   * The origins of pages that may assign flag values, an evaluation context and an appearance to this page when they
   * embed it. @default []
   */
  readonly playgroundOrigins?: readonly string[]
  /** How this page takes what somebody shares in a link: `shareOverrides()`. @default such a link changes nothing */
  readonly share?: ShareReceiver
}

/**
 * Lets flags of this page be overridden: by code, by the playground that embeds it, by a share, in the tab, and for
 * the origin; `OverrideScope` says which of them wins. By the playground and in the tab, so can the evaluation context.
 * They are read synchronously when the client is created, so that the first evaluation knows them.
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
      const { context, appearance } = parseFrameAssignment(assignment, client.clock.now())
      if (appearance) void look(appearance, client)
      const slots = [overrideSlot('frame', undefined, assignment)]
      return createOverrideLayer(
        { fixed, slots, context: createContextOverride(client, undefined, context) },
        client,
      )
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

/** Few pages are ever looked at so: what makes them look it is loaded by those alone. */
async function look(appearance: FrameAppearance, { onDiagnostic }: OverriddenClient): Promise<void> {
  try {
    const { applyAppearance } = await import('@halyard/devtools/page/appearance')
    applyAppearance(appearance)
  } catch (error) {
    const message = `this frame looks as it does by itself, because what changes that did not load: ${(error as Error).message}`
    onDiagnostic?.({ code: 'assignment-refused', message })
  }
}
