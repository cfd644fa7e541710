import { decodeShare, takeShare } from '@halyard/protocol/share'
import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { parseTypedJson, type Typed } from './parse-typed-value.ts'
import type { Persona } from './sheet-state.ts'

/**
 * Reads what somebody typed or pasted about a persona: a context as JSON, or a share with a context in it, alone or in
 * a link, as the panel copies it.
 *
 * @param name what the persona is called; for a share, its own name where this is empty.
 * @param nowMs the time in milliseconds since 1970.
 * @example parsePersona('Cleo', '{ "plan": "crew" }', Date.now()) // { ok: true, value: { name: 'Cleo', context: … } }
 */
export function parsePersona(name: string, text: string, nowMs: number): Typed<Persona> {
  const typed = text.trim()
  const shared = takeShare(typed).text ?? (/^\d+\.[\w-]+/.test(typed) ? typed : null)
  const read = shared === null ? parseContext(typed) : contextOfShare(shared, nowMs)
  if (!read.ok) return read
  const called = name.trim() || read.value.name
  return called
    ? { ok: true, value: { name: called, context: read.value.context } }
    : { ok: false, problem: 'Give this persona a name, for the labels of its cells.' }
}

type NamedContext = { readonly context: EvaluationContext; readonly name?: string }

function parseContext(text: string): Typed<NamedContext> {
  const parsed = parseTypedJson(text)
  if (!parsed.ok) return parsed
  const { value } = parsed
  if (!isJsonObject(value)) {
    return { ok: false, problem: 'A context is an object, such as { "plan": "crew" }.' }
  }
  return value.targetingKey === undefined || typeof value.targetingKey === 'string'
    ? { ok: true, value: { context: value as EvaluationContext } }
    : { ok: false, problem: '"targetingKey" is a string.' }
}

function contextOfShare(text: string, nowMs: number): Typed<NamedContext> {
  const result = decodeShare(text, nowMs)
  if (!result.ok) return { ok: false, problem: `This share is not taken: ${result.message}.` }
  const { context, name } = result.share
  return context
    ? { ok: true, value: { context, ...(name !== undefined && { name }) } }
    : { ok: false, problem: 'This share says nothing about a context.' }
}
