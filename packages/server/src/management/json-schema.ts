import type { JsonObject, JsonValue } from '@halyard/schema'

export const text: JsonObject = { type: 'string' }

/** What {@link SCHEMAS} has under a name. */
export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

export const list = (items: JsonValue): JsonObject => ({ type: 'array', items })

/** That, or `null`. */
export const optional = (schema: JsonValue): JsonObject => ({ anyOf: [schema, { type: 'null' }] })

/** An object that has these properties, all of them, and no others. */
export function exactly(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}
