/** Any value that JSON can hold. */
export type JsonValue = JsonScalar | JsonObject | JsonArray

/** A JSON value without parts. */
export type JsonScalar = string | number | boolean | null

/** A JSON object. Only own properties count; a prototype is never consulted. */
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** A JSON array. */
export interface JsonArray extends ReadonlyArray<JsonValue> {}

/**
 * Tells a JSON object from every other value: arrays and `null` are not objects here.
 *
 * @example isJsonObject(JSON.parse('{}')) // true
 */
export function isJsonObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
