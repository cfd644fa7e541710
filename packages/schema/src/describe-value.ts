const MAX_LENGTH = 80

/**
 * Shows a value to people in at most 80 characters, at a cost that does not grow with the value.
 *
 * @example describeValue({ on: true, off: false }) // 'an object with "on" and 1 more'
 */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return shorten(JSON.stringify(value.slice(0, MAX_LENGTH)), value.length)
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  if (typeof value !== 'object' || value === null) return shorten(String(value), 0)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  const keys = Object.keys(value)
  if (keys[0] === undefined) return 'an empty object'
  const rest = keys.length > 1 ? ` and ${keys.length - 1} more` : ''
  const head = `an object with ${JSON.stringify(keys[0].slice(0, MAX_LENGTH))}`
  return `${head.slice(0, MAX_LENGTH - rest.length)}${rest}`
}

function shorten(text: string, originalLength: number): string {
  return text.length <= MAX_LENGTH && originalLength <= MAX_LENGTH
    ? text
    : `${text.slice(0, MAX_LENGTH - 1)}…`
}
