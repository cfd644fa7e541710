import type { FlagReport, InspectableClient } from '@halyard/devtools'
import { type FlagSet, flagValueType } from '@halyard/schema'
import type { FlagClient } from '../flag-client.ts'
import { flagTypeOf, variantsOf } from '../flag-variants.ts'
import type { ClientInspection } from '../inspection.ts'
import type { FlagOverride } from '../overrides/client-overrides.ts'
import { createClientActivity } from './client-activity.ts'
import { contextMethods } from './context-methods.ts'
import { explainMethods } from './explain-methods.ts'
import { overrideSupport } from './override-support.ts'

/** A client as devtools see it: nothing is evaluated or reported before somebody asks. */
export function inspectableClient(client: FlagClient, inspection: ClientInspection): InspectableClient {
  const { store } = inspection
  const { overrides } = client
  const activity = createClientActivity(client, inspection)
  const context = contextMethods(client)
  const flagSet = (): FlagSet | undefined => store.inputs.held?.flagSet

  return {
    sdk: '@halyard/client',
    describe() {
      const revision = store.inputs.held?.revision
      const { status, error } = { error: undefined, ...client.state }
      const contextOverride = context.contextOverride()
      return {
        state: status,
        ...(error !== undefined && { error }),
        ...(revision && { revision }),
        context: client.context,
        ...(contextOverride && { contextOverride }),
        overriding: overrideSupport(client),
      }
    },
    flagKeys: () => new Set([...keysOf(flagSet()), ...store.read.keys(), ...overrides.entries.keys()]),
    report(flagKey) {
      const isKnown =
        store.inputs.held?.view.flag(flagKey) !== undefined ||
        store.read.has(flagKey) ||
        overrides.entries.has(flagKey)
      return isKnown ? report(flagKey, store, overrides.entries.get(flagKey)) : null
    },
    subscribe(listener) {
      activity.begin()
      let before = flagSet()
      const firstReads = new Set<string>()
      // So that time is noticed to change flags too that the page reads and does not observe.
      const endAll = client.subscribeAll(() => undefined)
      const endState = client.subscribeState(() => listener({ type: 'client-changed' }))
      const endInspection = inspection.subscribe(({ cause, flagKeys }) => {
        if (cause === 'read') {
          // A page reads its flags one after the other as it renders: tell of them together.
          if (firstReads.size === 0) {
            queueMicrotask(() => {
              listener({ type: 'flags-changed', cause, flagKeys: [...firstReads] })
              firstReads.clear()
            })
          }
          for (const flagKey of flagKeys ?? []) firstReads.add(flagKey)
          return
        }
        if (cause === 'context') listener({ type: 'client-changed' })
        // Where any flag may be another one, those that are gone belong to it.
        const changed = flagKeys ?? [
          ...new Set([...keysOf(before), ...keysOf(flagSet()), ...store.read.keys()]),
        ]
        before = flagSet()
        if (changed.length > 0) listener({ type: 'flags-changed', cause, flagKeys: changed })
      })
      return () => {
        activity.end()
        endAll()
        endState()
        endInspection()
        firstReads.clear()
      }
    },
    setOverride: (flagKey, value, terms) => overrides.set(flagKey, value, terms),
    resetOverride: (flagKey) => overrides.reset(flagKey),
    overriddenFlags: () =>
      [...overrides.entries].flatMap(([flagKey, { scope }]) => (scope === 'code' ? [] : [flagKey])),
    watchActivity: activity.watch,
    methods: {
      ...context.handlers,
      ...explainMethods(inspection),
      'record-reads'({ isRecording }) {
        activity.record(isRecording)
        return null
      },
    },
  }
}

function keysOf(flagSet: FlagSet | undefined): readonly string[] {
  return flagSet ? Object.keys(flagSet.flags) : []
}

function report(
  flagKey: string,
  store: ClientInspection['store'],
  override: FlagOverride | undefined,
): FlagReport {
  const flag = store.inputs.held?.view.flag(flagKey)
  const { value, variant, reason, errorCode, errorMessage, flagMetadata, original } = store.evaluate(flagKey)
  const variants = variantsOf(flag)
  const type = flagTypeOf(flag) ?? flagValueType(value)
  return {
    flagKey,
    ...valueAndVariant({ value, variant }),
    reason,
    ...(errorCode && { errorCode }),
    ...(errorMessage !== undefined && { errorMessage }),
    flagMetadata,
    ...(type && { type }),
    ...(Object.keys(variants).length > 0 && { variants }),
    observed: store.read.has(flagKey),
    ...(override && { override: scopeAndExpiry(override) }),
    ...(original && { original: { ...valueAndVariant(original), reason: original.reason } }),
  }
}

function scopeAndExpiry({ scope, expiresAtMs }: FlagOverride): NonNullable<FlagReport['override']> {
  return { scope, ...(expiresAtMs !== undefined && { expiresAtMs }) }
}

/** What of the two is there: without a fallback, an evaluation may have neither. */
function valueAndVariant({
  value,
  variant,
}: {
  readonly value: FlagReport['value'] | undefined
  readonly variant?: string | undefined
}): Pick<FlagReport, 'value' | 'variant'> {
  return { ...(value !== undefined && { value }), ...(variant !== undefined && { variant }) }
}
