import type { FlagValue } from '@halyard/schema'

/** Longer values are cut: a label is one line. */
const MAXIMUM_LENGTH = 80

/**
 * Writes a flag's value on one line, as it would stand in code.
 *
 * @returns at most 80 characters; a longer value ends in an ellipsis.
 * @example formatFlagValue({ text: 'Hi' }) // '{"text":"Hi"}'
 */
export function formatFlagValue(value: FlagValue): string {
  const text = JSON.stringify(value)
  return text.length > MAXIMUM_LENGTH ? `${text.slice(0, MAXIMUM_LENGTH - 1)}…` : text
}
