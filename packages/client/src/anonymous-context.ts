import type { EvaluationContext } from '@halyard/schema'

const STORAGE_KEY = 'halyard:anonymous:1'

// Where nothing can be stored, one visitor still has one key on one page.
let keyOfPage: string | undefined

/**
 * The context of somebody who is not known: a targeting key that this browser makes up once and keeps, so that splits
 * put the same visitor into the same bucket on every visit and in every tab. It says nothing about anybody.
 *
 * Tabs that are opened at the same moment agree on one key by a Web Lock. Where local storage is denied, each page has
 * its own key. Whoever deletes the data of the site gets another one.
 *
 * @returns resolves at once where this browser has a key; never rejects.
 * @example
 * const client = createFlagClient({ source, context: { ...(await anonymousContext()), plan: 'free' } })
 */
export async function anonymousContext(): Promise<EvaluationContext & { readonly targetingKey: string }> {
  const targetingKey = readKey() ?? (await lockedKey())
  return { targetingKey }
}

async function lockedKey(): Promise<string> {
  try {
    return await navigator.locks.request(STORAGE_KEY, async () => createKey())
  } catch {
    // No Web Locks: on an insecure origin, in a sandboxed frame, on a server.
    return createKey()
  }
}

function createKey(): string {
  const known = readKey()
  if (known) return known
  // Not randomUUID, which insecure origins lack.
  keyOfPage = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
  try {
    localStorage.setItem(STORAGE_KEY, keyOfPage)
  } catch {
    // Denied or full: the key lives as long as the page.
  }
  return keyOfPage
}

function readKey(): string | undefined {
  try {
    return localStorage.getItem(STORAGE_KEY) || keyOfPage
  } catch {
    return keyOfPage
  }
}
