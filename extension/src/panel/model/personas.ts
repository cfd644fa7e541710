import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { PanelStorage, StoredDocument } from '../storage/panel-storage.ts'

/** Somebody whom pages can be looked at as. */
export interface Persona {
  readonly name: string
  readonly context: EvaluationContext
}

/** The most personas that are kept. */
export const MAX_PERSONAS = 100

/** The longest name of a persona, in UTF-16 code units. */
export const MAX_PERSONA_NAME = 60

/** The personas of this browser, by name, in alphabetical order. */
export interface Personas {
  readonly list: ReadonlySignal<readonly Persona[]>
  /** Why the last change was not kept, `null` where it was. */
  readonly problem: ReadonlySignal<string | null>
  /** Keeps a persona, in place of the one of the same name. */
  save(persona: Persona): Promise<void>
  remove(name: string): Promise<void>
  /** The persona that was removed last, until another change; `null` where none was. */
  readonly removed: ReadonlySignal<Persona | null>
}

const PERSONAS: StoredDocument<readonly Persona[]> = {
  key: 'personas',
  version: 1,
  parse: (value) => (Array.isArray(value) ? value.filter(isPersona).slice(0, MAX_PERSONAS) : null),
}

/** Reads the personas, and keeps what becomes of them. */
export function createPersonas(storage: PanelStorage): Personas {
  const list = signal<readonly Persona[]>([])
  const problem = signal<string | null>(null)
  const removed = signal<Persona | null>(null)

  async function change(edit: (personas: readonly Persona[]) => readonly Persona[]): Promise<void> {
    removed.value = null
    // Another DevTools window may have written since.
    const next = edit((await storage.read(PERSONAS)) ?? [])
    if (next.length > MAX_PERSONAS) {
      problem.value = `There are ${MAX_PERSONAS} personas already: delete one first.`
      return
    }
    problem.value = await storage.write(PERSONAS, next)
    if (problem.value === null) list.value = next
  }

  const without = (personas: readonly Persona[], name: string) =>
    personas.filter((persona) => persona.name !== name)

  void storage.read(PERSONAS).then((personas) => {
    list.value = personas ?? []
  })
  return {
    list,
    problem,
    save: (persona) =>
      change((personas) =>
        [...without(personas, persona.name), persona].sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    async remove(name) {
      const persona = list.value.find((candidate) => candidate.name === name)
      await change((personas) => without(personas, name))
      if (persona && problem.value === null) removed.value = persona
    },
    removed,
  }
}

function isPersona(value: unknown): value is Persona {
  return (
    isJsonObject(value) &&
    typeof value.name === 'string' &&
    value.name !== '' &&
    value.name.length <= MAX_PERSONA_NAME &&
    isJsonObject(value.context)
  )
}
