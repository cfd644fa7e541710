import type { FlagValueType } from '@halyard/schema'
import type { Clock } from '../clock.ts'
import type { OnDiagnostic } from '../diagnostic.ts'
import type { ClientOverrides } from './client-overrides.ts'

/** What lies above a client's source and overrides what it says: `pageOverrides()` makes one. */
export type OverrideLayerFactory = (client: OverriddenClient) => OverrideLayer

/** The overrides of a client, and their life. They can be read before it begins. */
export interface OverrideLayer extends ClientOverrides {
  /** From now on they expire at their instant, and follow what other tabs set for the origin. */
  start(): void
  /** Ends that. */
  close(): void
}

/** What overrides need of their client. */
export interface OverriddenClient {
  readonly clock: Clock
  /** The type that an override must have, `undefined` where the flag is unknown. */
  flagType(flagKey: string): FlagValueType | undefined
  /** Called after {@link ClientOverrides.entries} became another map, with the keys that it differs in. */
  onChange(flagKeys: readonly string[]): void
  readonly onDiagnostic?: OnDiagnostic | undefined
}
