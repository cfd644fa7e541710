import {
  type FlagOverrides,
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  parseOverrides,
} from '@halyard/protocol/overrides'
import type { FlagValue, FlagValueType } from '@halyard/schema'
import { flagValueType } from '@halyard/schema'
import type { OnDiagnostic } from './diagnostic.ts'
import type { ClientOverrides } from './flag-client.ts'

/** What the override layer needs of its client and its page. */
export interface OverrideLayerOptions {
  /** Overrides by code: they win, and nobody else can change them. */
  readonly fixed: FlagOverrides
  /**
   * What the embedding page assigned to this frame. Such a frame has overrides of its own: it neither reads nor
   * writes the tab's, which belong to the page around it. `null` in an ordinary page.
   */
  readonly assigned: FlagOverrides | null
  /** The type that an override must have, `undefined` where the flag is unknown. */
  flagType(flagKey: string): FlagValueType | undefined
  /** Called after {@link ClientOverrides.entries} became another map, with the keys that it differs in. */
  onChange(flagKeys: readonly string[]): void
  readonly onDiagnostic?: OnDiagnostic | undefined
}

/** The overrides of a client. Precedence: code, then the frame's or, in an ordinary page, the tab's. */
export function createOverrides(options: OverrideLayerOptions): ClientOverrides {
  const { fixed, assigned } = options
  let own: FlagOverrides = assigned ?? readTab()
  let entries = merge()

  function merge(): FlagOverrides {
    return new Map([...own, ...fixed])
  }

  function change(flagKeys: readonly string[], edit: (overrides: Map<string, FlagValue>) => void): void {
    own = edited(own, edit)
    if (!assigned) {
      // Another client of this page may have written since: keep what it wrote.
      const error = writeTab(edited(readTab(), edit))
      if (error !== null) options.onDiagnostic?.({ code: 'overrides-not-kept', message: error })
    }
    entries = merge()
    options.onChange(flagKeys)
  }

  return {
    get entries() {
      return entries
    },
    set(flagKey, value) {
      if (fixed.has(flagKey)) return `"${flagKey}" is overridden by code, which wins`
      const given = flagValueType(value)
      const wanted = options.flagType(flagKey) ?? given
      if (given === undefined || given !== wanted) {
        return `"${flagKey}" needs a value of type ${wanted ?? 'boolean, string, number or object'}, and this is ${given ?? typeof value}: ${shortened(value)}`
      }
      change([flagKey], (overrides) => void overrides.set(flagKey, value))
      return null
    },
    reset(flagKey) {
      if (flagKey === undefined) change([...own.keys()], (overrides) => overrides.clear())
      else change([flagKey], (overrides) => void overrides.delete(flagKey))
    },
  }
}

/** The overrides of a client whose override layer is turned off. */
export const noOverrides: ClientOverrides = {
  entries: new Map(),
  set: () => 'overrides are turned off: create the client without `overrides: false`',
  reset: () => undefined,
}

function edited(overrides: FlagOverrides, edit: (overrides: Map<string, FlagValue>) => void): FlagOverrides {
  const next = new Map(overrides)
  edit(next)
  return next
}

function readTab(): FlagOverrides {
  try {
    return parseOverrides(sessionStorage.getItem(OVERRIDES_STORAGE_KEY))
  } catch {
    // No session storage: on a server, in a sandboxed frame, or where the user blocks it. Then nothing was kept.
    return new Map()
  }
}

/** @returns `null`, or why a reload will forget. */
function writeTab(overrides: FlagOverrides): string | null {
  try {
    if (overrides.size === 0) sessionStorage.removeItem(OVERRIDES_STORAGE_KEY)
    else sessionStorage.setItem(OVERRIDES_STORAGE_KEY, formatOverrides(overrides))
    return null
  } catch (error) {
    return `a reload will forget the override: ${(error as Error).message}`
  }
}

function shortened(value: unknown): string {
  const text = String(JSON.stringify(value))
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
