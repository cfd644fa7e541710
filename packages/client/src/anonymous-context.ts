import type { EvaluationContext } from '@halyard/schema'
import { promisifyRequest } from 'idb-keyval'
import { systemClock } from './clock.ts'
import { openDatabase } from './storage/open-database.ts'

const STORAGE_KEY = 'halyard:anonymous:1'

// Beside local storage, which tells a tab too late what another one wrote at the same moment.
const DATABASE = 'halyard-anonymous'
const TABLE = 'keys'
const ONLY_KEY = 0

const OPEN_TIMEOUT_MS = 1000

// Where nothing can be stored, one visitor still has one key on one page.
let keyOfPage: string | undefined

/**
 * The context of somebody who is not known: a targeting key that this browser makes up once and keeps, so that splits
 * put the same visitor into the same bucket on every visit and in every tab. It says nothing about anybody.
 *
 * It is kept in local storage, where it is there at once, and in IndexedDB, where a transaction lets tabs agree that are
 * opened at the same moment. Where both are denied, each page has a key of its own; on a server, each call. Whoever deletes
 * the data of the site gets another one.
 *
 * @returns resolves at once where local storage has the key, and otherwise after a second at the latest; never rejects.
 * @example
 * const client = createFlagClient({ source, context: { ...(await anonymousContext()), plan: 'free' } })
 */
export async function anonymousContext(): Promise<EvaluationContext & { readonly targetingKey: string }> {
  const stored = readKey()
  if (stored) return { targetingKey: stored }
  const targetingKey = await agreeOnKey()
  writeKey(targetingKey)
  return { targetingKey }
}

/** The key that this browser has, or makes up now. */
async function agreeOnKey(): Promise<string> {
  const database = openDatabase({
    name: DATABASE,
    version: 1,
    openTimeoutMs: OPEN_TIMEOUT_MS,
    clock: systemClock,
    createTables: (db) => db.createObjectStore(TABLE),
  })
  try {
    const transaction = (await database.get()).transaction(TABLE, 'readwrite')
    const keys = transaction.objectStore(TABLE)
    const known: unknown = await promisifyRequest(keys.get(ONLY_KEY))
    if (typeof known === 'string') return known
    const created = keyForPage()
    keys.put(created, ONLY_KEY)
    await promisifyRequest(transaction)
    return created
  } catch {
    // Denied, full, too slow, or on a server: the key lives as long as the page, or as local storage.
    return keyForPage()
  } finally {
    database.close()
  }
}

function keyForPage(): string {
  // Not randomUUID, which insecure origins lack.
  const key = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
  // A server has many visitors.
  if (!globalThis.document) return key
  keyOfPage ??= key
  return keyOfPage
}

function readKey(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    // Denied: the database may have one.
    return null
  }
}

function writeKey(key: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, key)
  } catch {
    // Denied or full: the next page asks the database again.
  }
}
