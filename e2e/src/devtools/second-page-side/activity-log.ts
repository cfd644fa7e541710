/** What has happened with flags: entries that are kept, and reads that are counted. */
import type { Stop } from './client-reports.ts'

type Entry = { kind: string; atMs: number } & Record<string, unknown>
interface Count {
  count: number
  lastAtMs: number
}

const MAX_ENTRIES = 200
const REPORT_EVERY_MS = 200
/** Events tell of these after the first report. */
const toldByEvents = new Set(['change', 'state'])

export class ActivityLog {
  readonly #sinceMs = Date.now()
  readonly #entries: Entry[] = []
  readonly #counts = new Map<string, Count>()
  readonly #listeners = new Set<(report: object) => void>()
  #fresh: Entry[] = []
  #freshReads = new Set<string>()
  #dropped = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  add(entry: Entry): void {
    this.#keep(entry)
    if (this.#listeners.size === 0 || toldByEvents.has(entry.kind)) return
    this.#fresh.push(entry)
    this.#reportSoon()
  }

  read(flagKey: string, outcome: object, isFirst: boolean): void {
    const atMs = Date.now()
    this.#counts.set(flagKey, { count: (this.#counts.get(flagKey)?.count ?? 0) + 1, lastAtMs: atMs })
    if (isFirst) this.#keep({ kind: 'read', atMs, flagKey, outcome })
    if (this.#listeners.size === 0) return
    this.#freshReads.add(flagKey)
    this.#reportSoon()
  }

  watch(listener: (report: object) => void): Stop {
    listener(this.#report(this.#entries, this.#counts.keys(), this.#dropped))
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #keep(entry: Entry): void {
    this.#entries.push(entry)
    if (this.#entries.length <= MAX_ENTRIES) return
    this.#entries.shift()
    this.#dropped += 1
  }

  #reportSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const report = this.#report(this.#fresh, this.#freshReads, 0)
      this.#fresh = []
      this.#freshReads = new Set()
      for (const listener of [...this.#listeners]) listener(report)
    }, REPORT_EVERY_MS)
  }

  #report(entries: readonly Entry[], readKeys: Iterable<string>, dropped: number): object {
    const reads = Array.from(readKeys, (flagKey) => ({ flagKey, ...this.#counts.get(flagKey) }))
    return { sinceMs: this.#sinceMs, readsSinceMs: this.#sinceMs, entries: [...entries], dropped, reads }
  }
}
