import type { OverrideSupport } from '@halyard/devtools'
import type { FlagClient } from '../flag-client.ts'

/** What a client of this page can do about overrides. */
export function overrideSupport({ overrides }: FlagClient): OverrideSupport {
  const none = { scopes: [], canExpire: false, isKept: false }
  // Only a layer has it; without one, `set` does nothing but say so.
  if (!('apply' in overrides)) return { ...none, refusal: overrides.set('', false) ?? '' }
  // Such a frame keeps nothing: the page around it assigns its flags anew.
  if ([...overrides.entries.values()].some(({ scope }) => scope === 'frame')) {
    return { scopes: ['tab'], canExpire: true, isKept: false }
  }
  const isKept = canStore(() => sessionStorage)
  return { scopes: canStore(() => localStorage) ? ['tab', 'origin'] : ['tab'], canExpire: true, isKept }
}

/** Whether access to a storage is allowed: in a sandboxed frame it is not. */
function canStore(storage: () => Storage): boolean {
  try {
    return storage() !== null
  } catch {
    return false
  }
}
