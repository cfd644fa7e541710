import { parseSnapshot, type Snapshot } from '@halyard/protocol/wire'
import type { OnDiagnostic } from './diagnostic.ts'
import type { FlagStorage } from './storage/flag-storage.ts'

/** A snapshot and when this browser received it. */
export interface KeptSnapshot extends Snapshot {
  /** In milliseconds since 1970. */
  readonly storedAtMs: number
}

/** One client's place in storage. Never rejects: what goes wrong is a diagnostic. */
export interface SnapshotCache {
  restore(): Promise<KeptSnapshot | null>
  /** Writes a snapshot when the page is idle, at most a second later. Of several that come until then, the last. */
  keep(record: KeptSnapshot): void
  /** Resolves when what was to be kept is kept, and storage is closed. */
  close(): Promise<void>
}

// A page that is never idle has its flags stored as well.
const LONGEST_WAIT_MS = 1000

/**
 * Creates a cache.
 *
 * @param key the source's id.
 */
export function createSnapshotCache(
  storage: FlagStorage,
  key: string,
  onDiagnostic?: OnDiagnostic,
): SnapshotCache {
  let failed = false
  let writing: Promise<void> | undefined
  let next: KeptSnapshot | undefined
  let isClosing = false
  let endPause = (): void => undefined

  /** Resolves when the page has nothing better to do: to write 10,000 flags takes it 20 ms. */
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      endPause = resolve
      if (isClosing) resolve()
      else if ('requestIdleCallback' in globalThis)
        requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
      // On a server, and in older browsers.
      else setTimeout(resolve)
    })
  }

  function fail(error: unknown): void {
    failed = true
    storage.close()
    // What a browser says of a full disk has a name and no message.
    const reason = (error as Error | null)?.message || error
    const message = `flags are kept in memory only: ${reason}`
    onDiagnostic?.({ code: 'storage-failed', message })
  }

  async function writeAll(): Promise<void> {
    while (next && !failed) {
      await pause()
      const { revision, flagSet, storedAtMs } = next
      next = undefined
      await storage.write(key, { json: JSON.stringify({ revision, flagSet }), storedAtMs }).catch(fail)
    }
    writing = undefined
  }

  return {
    async restore() {
      const record = await storage.read(key).catch(fail)
      if (!record) return null
      const snapshot = parseSnapshot(record.json)
      if (snapshot) return { ...snapshot, storedAtMs: record.storedAtMs }
      const message = 'what was stored is no flag set: it is replaced'
      onDiagnostic?.({ code: 'storage-unreadable', message })
      return null
    },
    keep(record) {
      if (failed) return
      next = record
      writing ??= writeAll()
    },
    async close() {
      isClosing = true
      endPause()
      await writing
      isClosing = false
      storage.close()
    },
  }
}
