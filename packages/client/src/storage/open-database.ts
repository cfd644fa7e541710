import { promisifyRequest } from 'idb-keyval'
import type { Clock } from '../clock.ts'

/** An IndexedDB database that is opened when it is needed. */
export interface DatabaseOptions {
  readonly name: string
  readonly version: number
  /** How long opening may take, in milliseconds. */
  readonly openTimeoutMs: number
  readonly clock: Clock
  /** Makes the tables of this version, whatever was there before. */
  createTables(db: IDBDatabase): void
}

/** A database that every use shares. */
export interface OpenedDatabase {
  /** Opens it unless it is open. Rejects when that takes too long, or when a tab with an older version is in the way. */
  get(): Promise<IDBDatabase>
  /** Closes it; it can be opened again. */
  close(): void
}

/** A database that is given up when another tab needs to upgrade it, and opened again afterwards. */
export function openDatabase(options: DatabaseOptions): OpenedDatabase {
  const { name, version, openTimeoutMs, clock } = options
  let opened: Promise<IDBDatabase> | undefined

  function close(): void {
    // A database that never opened has nothing to close; whoever asked for it has been told why.
    opened?.then((db) => db.close()).catch(() => undefined)
    opened = undefined
  }

  function open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      let givenUp = false
      const giveUp = (reason: string): void => {
        givenUp = true
        opened = undefined
        reject(new Error(`IndexedDB "${name}" ${reason}`))
      }
      const cancelLimit = clock.schedule(
        () => giveUp(`did not open within ${openTimeoutMs} ms`),
        openTimeoutMs,
      )
      request(() => giveUp('waits for a tab with an older version: close it'))
        // One that opens after it was given up would keep other tabs from upgrading.
        .then((db) => (givenUp ? db.close() : resolve(db)))
        .catch((error: Error) => giveUp(`did not open: ${error.message}`))
        .finally(cancelLimit)
    })
  }

  async function request(onBlocked: () => void): Promise<IDBDatabase> {
    const opening = indexedDB.open(name, version)
    opening.onblocked = onBlocked
    opening.onupgradeneeded = () => options.createTables(opening.result)
    const db = await promisifyRequest(opening)
    db.onversionchange = close
    // The browser closed it, as it does when somebody deletes the data of a site.
    db.onclose = () => {
      opened = undefined
    }
    return db
  }

  return {
    get() {
      opened ??= open()
      return opened
    },
    close,
  }
}
