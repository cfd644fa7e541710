import type { FlagValue } from '@halyard/schema'
import type { SampleFlag } from '../flags/sample-flag.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import type { StartedBinding } from './binding-subject.ts'

/** The limit: values in a map, and the listeners of each key. */
export interface PlainStore {
  get(key: string): boolean
  subscribe(key: string, listener: () => void): () => void
  set(key: string, value: boolean): void
}

/** Creates a store that does nothing else. */
export function createPlainStore(flags: readonly SampleFlag[]): PlainStore {
  const values = new Map(flags.map((flag) => [flag.key, valueForVisitor(flag) === true]))
  const listeners = new Map<string, Set<() => void>>()
  return {
    get: (key) => values.get(key) ?? false,
    subscribe(key, listener) {
      let own = listeners.get(key)
      if (!own) {
        own = new Set()
        listeners.set(key, own)
      }
      own.add(listener)
      return () => void own.delete(listener)
    },
    set(key, value) {
      values.set(key, value)
      for (const listener of listeners.get(key) ?? []) listener()
    },
  }
}

/** The same limit for a framework that has something which tells who reads it: one for each flag. */
export function createPlainCells<Cell extends { value: unknown }>(
  flags: readonly SampleFlag[],
  createCell: (value: FlagValue) => Cell,
): Pick<PlainStore, 'set'> & { of(key: string): Cell | undefined } {
  const cells = new Map(flags.map((flag) => [flag.key, createCell(valueForVisitor(flag))]))
  return {
    of: (key) => cells.get(key),
    set(key, value) {
      const cell = cells.get(key)
      if (cell) cell.value = value
    },
  }
}

/** A binding by hand on a store that has only flags. */
export function startPlain(store: Pick<PlainStore, 'set'>, mount: StartedBinding['mount']): StartedBinding {
  let told = (): void => undefined
  return {
    mount,
    onTold(_, listener) {
      told = listener
    },
    change(_, changed) {
      told()
      store.set(changed.key, valueForVisitor(changed) === true)
    },
  }
}
