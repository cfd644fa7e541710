import { type ReadonlySignal, signal } from '@preact/signals'
import type { PanelStorage, StoredDocument } from '../storage/panel-storage.ts'

/** Things under names that the panel keeps in this browser, for every DevTools window. */
export interface KeptList<T> {
  readonly list: ReadonlySignal<readonly T[]>
  /** Why the last change was not kept, `null` where it was. */
  readonly problem: ReadonlySignal<string | null>
  /**
   * Changes what is kept. Changes wait for each other, and each begins with what is kept by then.
   *
   * @returns whether the outcome is kept; where not, {@link problem} says why.
   */
  change(edit: (kept: readonly T[]) => readonly T[]): Promise<boolean>
}

/** What {@link createKeptList} keeps, and how. */
export interface KeptKind<T> {
  /** Names the list in storage. */
  readonly key: string
  /** What it is called where there are too many. */
  readonly noun: string
  /** Minimum: 1. */
  readonly maxItems: number
  /** Makes JSON of one. @throws Error with a sentence that says why it cannot be kept. */
  write(item: T): unknown
  /** Reads one. @returns `null` where it is of no use. */
  read(stored: unknown): T | null
}

/** Reads a list, and keeps what becomes of it. */
export function createKeptList<T>(storage: PanelStorage, kind: KeptKind<T>): KeptList<T> {
  const { key, noun, maxItems, write, read } = kind
  const document: StoredDocument<readonly unknown[]> = {
    key,
    version: 1,
    parse: (value) => (Array.isArray(value) ? value.slice(0, maxItems) : null),
  }
  const list = signal<readonly T[]>([])
  const problem = signal<string | null>(null)

  async function load(): Promise<readonly T[]> {
    const stored = (await storage.read(document)) ?? []
    return stored.map(read).filter((item) => item !== null)
  }

  async function put(items: readonly T[]): Promise<string | null> {
    if (items.length > maxItems) return `There are ${maxItems} ${noun} already: delete one first.`
    try {
      return await storage.write(document, items.map(write))
    } catch (error) {
      return `This is not kept: ${(error as Error).message}.`
    }
  }

  async function change(edit: (kept: readonly T[]) => readonly T[]): Promise<boolean> {
    // Another DevTools window may have written since.
    const next = edit(await load())
    problem.value = await put(next)
    if (problem.value === null) list.value = next
    return problem.value === null
  }

  let last: Promise<unknown> = load().then((items) => {
    list.value = items
  })
  return {
    list,
    problem,
    change(edit) {
      const own = last.then(() => change(edit))
      last = own
      return own
    },
  }
}
