import type {
  ClientReport,
  FlagReport,
  InspectableClient,
  OverrideSupport,
  OverrideTerms,
  PageDescription,
} from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'

/** A page for tests. */
export const SAMPLE_PAGE: PageDescription = {
  documentId: 'd1',
  url: 'https://shop.example/basket',
  title: 'Basket',
  isTopFrame: true,
  loadedAtMs: new Date(2026, 10, 20, 10).getTime(),
}

/** A flag that the page has read, with what a test cares about. */
export function sampleFlag(flagKey: string, parts: Partial<FlagReport> = {}): FlagReport {
  return {
    flagKey,
    value: true,
    reason: 'STATIC',
    flagMetadata: {},
    type: 'boolean',
    observed: true,
    ...parts,
  }
}

/** A client's report, with what a test cares about. */
export function sampleClient(flags: readonly FlagReport[], parts: Partial<ClientReport> = {}): ClientReport {
  return {
    clientId: '1',
    sdk: 'sample-sdk',
    state: 'live',
    revision: '7',
    context: { targetingKey: 'u1' },
    flags,
    ...parts,
  }
}

/** A client that keeps flags in memory and lets a test change them. */
export interface MemoryClient extends InspectableClient {
  /** Changes or adds a flag, as its source would. */
  serve(flag: FlagReport): void
}

/**
 * Creates a {@link MemoryClient}. It refuses to override the flag `locked`.
 *
 * @param parts what it offers besides. @default {}
 * @param overriding what it says that it can do about overrides. @default nothing
 */
export function createMemoryClient(
  flags: readonly FlagReport[],
  parts: Pick<InspectableClient, 'methods'> = {},
  overriding?: OverrideSupport,
): MemoryClient {
  const byKey = new Map(flags.map((flag) => [flag.flagKey, flag]))
  const overrides = new Map<string, { readonly value: FlagValue; readonly terms: OverrideTerms }>()
  const listeners = new Set<Parameters<InspectableClient['subscribe']>[0]>()
  const announce = (cause: 'override' | 'source', flagKeys: readonly string[]) => {
    for (const listener of listeners) listener({ type: 'flags-changed', cause, flagKeys })
  }
  return {
    ...parts,
    sdk: 'memory-sdk',
    describe: () => ({
      state: 'live',
      revision: '7',
      context: { targetingKey: 'u1', plan: 'team' },
      ...(overriding && { overriding }),
    }),
    flagKeys: () => byKey.keys(),
    report(flagKey) {
      const flag = byKey.get(flagKey)
      const override = overrides.get(flagKey)
      if (!flag || !override) return flag ?? null
      const { value, terms } = override
      const { variant: _, value: served, ...rest } = flag
      const original = {
        reason: flag.reason,
        ...(served !== undefined && { value: served }),
        ...(flag.variant !== undefined && { variant: flag.variant }),
      }
      const told = overriding && { override: { scope: 'tab', ...terms } }
      return { ...rest, value, reason: 'OVERRIDE', original, ...told }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setOverride(flagKey, value, terms) {
      if (flagKey === 'locked') return 'Its owner locked this flag.'
      overrides.set(flagKey, { value, terms })
      announce('override', [flagKey])
      return null
    },
    resetOverride(flagKey) {
      const keys = flagKey === undefined ? [...overrides.keys()] : [flagKey]
      for (const key of keys) overrides.delete(key)
      announce('override', keys)
    },
    serve(flag) {
      byKey.set(flag.flagKey, flag)
      announce('source', [flag.flagKey])
    },
  }
}
