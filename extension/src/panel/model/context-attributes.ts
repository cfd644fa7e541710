import { type ContextValue, type EvaluationContext, isJsonObject } from '@halyard/schema'
import { type ParsedJson, parseJsonText } from './parse-json-text.ts'

/** The types that an attribute of a context can have in the form; `json` is everything that has parts, and null. */
export type AttributeType = 'string' | 'number' | 'boolean' | 'json'

/** One attribute as a person edits it. */
export interface DraftAttribute {
  /** Names the line of the form; attributes may have the same name while somebody types. */
  readonly id: number
  readonly name: string
  readonly type: AttributeType
  /** The value as text: without quotes for a string, `true` or `false` for a boolean. */
  readonly text: string
}

/** A context that a person typed, or what is wrong with it. */
export type ParsedContext =
  | { readonly ok: true; readonly context: EvaluationContext }
  /** Sentences by attribute id, or one for the whole text. */
  | { readonly ok: false; readonly problems: ReadonlyMap<number | 'text', string> }

/** The most attributes that the form shows; a larger context is edited as JSON. */
export const MAX_ATTRIBUTES = 100

/** The attribute that says who it is, and is always a text. */
export const TARGETING_KEY = 'targetingKey'

/** Takes a context apart for the form: the targeting key first, then in the context's own order. */
export function attributesOf(context: EvaluationContext): readonly DraftAttribute[] {
  const entries = Object.entries(context).filter(([, value]) => value !== undefined)
  const first = entries.filter(([name]) => name === TARGETING_KEY)
  const others = entries.filter(([name]) => name !== TARGETING_KEY)
  return [...first, ...others].map(([name, value], id) => ({
    id,
    name,
    type: typeOf(value),
    text: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  }))
}

/** Puts the form together again. */
export function contextOfAttributes(attributes: readonly DraftAttribute[]): ParsedContext {
  const problems = new Map<number, string>()
  const values = new Map<string, ContextValue>()
  for (const { id, name, type, text } of attributes) {
    if (name === '') problems.set(id, 'Name the attribute.')
    else if (values.has(name)) problems.set(id, `There is another attribute “${name}”.`)
    else {
      const parsed = parseAttribute(name, type, text)
      if (parsed.ok) values.set(name, parsed.value)
      else problems.set(id, parsed.problem)
    }
  }
  // fromEntries defines properties, so that a key named "__proto__" is a key like any other.
  return problems.size > 0
    ? { ok: false, problems }
    : { ok: true, context: Object.fromEntries(values) as EvaluationContext }
}

/** Reads a context that a person typed as JSON. */
export function contextOfText(text: string): ParsedContext {
  const parsed = parseJsonText(text)
  if (!parsed.ok) return failed(parsed.problem)
  if (!isJsonObject(parsed.value)) return failed('A context is an object: { "targetingKey": "user-7" }.')
  const { targetingKey } = parsed.value
  return targetingKey === undefined || typeof targetingKey === 'string'
    ? { ok: true, context: parsed.value as EvaluationContext }
    : failed('The targeting key has to be a text, in quotes.')
}

function failed(problem: string): ParsedContext {
  return { ok: false, problems: new Map([['text', problem]]) }
}

function parseAttribute(name: string, type: AttributeType, text: string): ParsedJson {
  if (name === TARGETING_KEY && type !== 'string') {
    return { ok: false, problem: 'The targeting key has to be a text.' }
  }
  if (type === 'string') return { ok: true, value: text }
  if (type === 'boolean') return { ok: true, value: text === 'true' }
  if (type === 'json') return parseJsonText(text)
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value)
    ? { ok: true, value }
    : { ok: false, problem: 'A number is written as 12 or 0.5.' }
}

function typeOf(value: ContextValue | undefined): AttributeType {
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'json'
}
