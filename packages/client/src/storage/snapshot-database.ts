import { promisifyRequest } from 'idb-keyval'
import type { StoredSnapshot } from './flag-storage.ts'

/** When a snapshot was last read or written, and what it takes. */
interface SnapshotUse {
  readonly key: string
  /** In milliseconds since 1970. */
  readonly usedAtMs: number
  readonly bytes: number
}

/** How much may stay, and for how long. */
export interface SnapshotLimits {
  readonly maxBytes: number
  readonly maxUnusedMs: number
}

// What is stored, and beside it what decides who has to go; reading the second never loads the first.
const SNAPSHOTS = 'snapshots'
const USES = 'uses'
const TABLES = [SNAPSHOTS, USES]

/** Makes the tables. What an earlier version kept is a cache: it is filled again. */
export function createTables(db: IDBDatabase): void {
  for (const name of db.objectStoreNames) db.deleteObjectStore(name)
  db.createObjectStore(SNAPSHOTS)
  db.createObjectStore(USES, { keyPath: 'key' })
}

/**
 * Writes a snapshot, and lets go of those that were not used for longest until all fit, in one transaction.
 *
 * @throws Error when this one alone does not fit, or when the browser has no room for it.
 */
export async function putSnapshot(
  db: IDBDatabase,
  key: string,
  record: StoredSnapshot,
  nowMs: number,
  { maxBytes, maxUnusedMs }: SnapshotLimits,
): Promise<void> {
  const bytes = bytesOf(record)
  if (bytes > maxBytes) throw new Error(`the flag set takes ${bytes} bytes: raise maxBytes (${maxBytes})`)
  const transaction = db.transaction(TABLES, 'readwrite')
  const snapshots = transaction.objectStore(SNAPSHOTS)
  const uses = transaction.objectStore(USES)
  const write = async (): Promise<void> => {
    const others: SnapshotUse[] = await promisifyRequest(uses.getAll())
    let room = maxBytes - bytes
    for (const use of others.sort((a, b) => b.usedAtMs - a.usedAtMs)) {
      if (use.key === key) continue
      room -= use.bytes
      if (room >= 0 && nowMs - use.usedAtMs < maxUnusedMs) continue
      snapshots.delete(use.key)
      uses.delete(use.key)
    }
    // What fails of these fails the transaction, which alone says why: their own error is that it was undone.
    snapshots.put(record, key)
    uses.put({ key, usedAtMs: nowMs, bytes } satisfies SnapshotUse)
  }
  await Promise.all([write(), promisifyRequest(transaction)])
}

/** Reads a snapshot; `undefined` when there is none, or when it was not used for too long. */
export async function getSnapshot(
  db: IDBDatabase,
  key: string,
  nowMs: number,
  maxUnusedMs: number,
): Promise<unknown> {
  const transaction = db.transaction(TABLES)
  const [record, use] = await Promise.all(
    TABLES.map((name) => promisifyRequest(transaction.objectStore(name).get(key))),
  )
  if (!use || nowMs - use.usedAtMs >= maxUnusedMs) return undefined
  // Not awaited: whoever reads waits for flags. Without it, this snapshot merely counts as used less lately.
  touch(db, { ...use, usedAtMs: nowMs }).catch(() => undefined)
  return record
}

async function touch(db: IDBDatabase, use: SnapshotUse): Promise<void> {
  await promisifyRequest(db.transaction(USES, 'readwrite').objectStore(USES).put(use))
}

// Browsers keep text with two bytes a character, or fewer.
function bytesOf({ json }: StoredSnapshot): number {
  return json.length * 2
}
