import type { FlagOverrides } from '@halyard/protocol/overrides'
import type { Clock } from '../clock.ts'
import type { OnDiagnostic } from '../diagnostic.ts'

/** Looks for a share when a client starts, and adopts it if it may: `shareOverrides()` makes one. */
export type ShareReceiver = (page: SharePage) => void

/** A page that a share may be for. */
export interface SharePage {
  readonly clock: Clock
  readonly onDiagnostic?: OnDiagnostic | undefined
  /**
   * Puts values into the scope `share`.
   *
   * @returns a sentence for every value that is refused; the others are in force.
   */
  adopt(overrides: FlagOverrides, expiresAtMs: number | undefined): readonly string[]
}
