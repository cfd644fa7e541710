import { drawSecret, findBySecret } from '../credentials/kept-secret.ts'
import { TRIGGER_PREFIX, type Trigger, type TriggerStore } from './trigger-store.ts'

/** Creates a store of triggers in memory; their addresses lead nowhere when it has gone. */
export function createMemoryTriggers(): TriggerStore {
  let kept: readonly { readonly hash: Uint8Array; readonly trigger: Trigger }[] = []
  const isOther = (environment: string, name: string) => (entry: { readonly trigger: Trigger }) =>
    entry.trigger.environment !== environment || entry.trigger.name !== name

  return {
    issue(trigger) {
      if (!kept.every(isOther(trigger.environment, trigger.name))) return undefined
      const { secret, hash } = drawSecret(TRIGGER_PREFIX)
      kept = [...kept, { hash, trigger: { ...trigger, useCount: 0, lastUsedAtMs: null } }]
      return secret
    },
    find: (secret) => findBySecret(kept, secret)?.trigger,
    recordUse(environment, name, nowMs) {
      const isOf = isOther(environment, name)
      kept = kept.map((entry) => {
        const { trigger } = entry
        const used = { ...trigger, useCount: trigger.useCount + 1, lastUsedAtMs: nowMs }
        return isOf(entry) ? entry : { ...entry, trigger: used }
      })
    },
    revoke(environment, name) {
      const before = kept.length
      kept = kept.filter(isOther(environment, name))
      return kept.length < before
    },
    list: (environment) =>
      kept
        .map(({ trigger }) => trigger)
        .filter((trigger) => trigger.environment === environment)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    close() {
      kept = []
    },
  }
}
