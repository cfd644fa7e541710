import type { DBSchema, IDBPDatabase } from 'idb'
import type { StoredSnapshot } from './flag-storage.ts'

/** The tables: what is stored, and beside it what decides who has to go; reading the second never loads the first. */
export interface SnapshotSchema extends DBSchema {
  snapshots: { key: string; value: StoredSnapshot }
  uses: { key: string; value: SnapshotUse }
}

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

type Database = IDBPDatabase<SnapshotSchema>

/** Makes the tables. What an earlier version kept is a cache: it is filled again. */
export function createTables(db: Database): void {
  for (const name of db.objectStoreNames) db.deleteObjectStore(name)
  db.createObjectStore('snapshots')
  db.createObjectStore('uses', { keyPath: 'key' })
}

/**
 * Writes a snapshot, and lets go of those that were not used for longest until all fit, in one transaction.
 *
 * @throws Error when this one alone does not fit, or when the browser has no room for it.
 */
export async function putSnapshot(
  db: Database,
  key: string,
  record: StoredSnapshot,
  nowMs: number,
  { maxBytes, maxUnusedMs }: SnapshotLimits,
): Promise<void> {
  const bytes = bytesOf(record)
  if (bytes > maxBytes) throw new Error(`the flag set takes ${bytes} bytes: raise maxBytes (${maxBytes})`)
  const transaction = db.transaction(['snapshots', 'uses'], 'readwrite')
  const snapshots = transaction.objectStore('snapshots')
  const uses = transaction.objectStore('uses')
  const write = async (): Promise<void> => {
    const others = (await uses.getAll()).filter((use) => use.key !== key)
    let room = maxBytes - bytes
    for (const use of others.sort((a, b) => b.usedAtMs - a.usedAtMs)) {
      room -= use.bytes
      if (room >= 0 && nowMs - use.usedAtMs < maxUnusedMs) continue
      await Promise.all([snapshots.delete(use.key), uses.delete(use.key)])
    }
    await Promise.all([snapshots.put(record, key), uses.put({ key, usedAtMs: nowMs, bytes })])
  }
  await Promise.all([write(), transaction.done])
}

/** Reads a snapshot; `undefined` when there is none, or when it was not used for too long. */
export async function getSnapshot(
  db: Database,
  key: string,
  nowMs: number,
  { maxUnusedMs }: SnapshotLimits,
): Promise<unknown> {
  const transaction = db.transaction(['snapshots', 'uses'])
  const [record, use] = await Promise.all([
    transaction.objectStore('snapshots').get(key),
    transaction.objectStore('uses').get(key),
    transaction.done,
  ])
  if (!use || nowMs - use.usedAtMs >= maxUnusedMs) return undefined
  // Not awaited: whoever reads waits for flags. Without it, this snapshot merely counts as used less lately.
  db.put('uses', { ...use, usedAtMs: nowMs }).catch(() => undefined)
  return record
}

// Browsers keep text with two bytes a character, or fewer.
function bytesOf({ json }: StoredSnapshot): number {
  return json.length * 2
}
