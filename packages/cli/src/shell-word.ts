/**
 * Writes a text as one word of a command line, for a shell.
 *
 * @example shellWord('my flags.json') // in single quotes
 */
export function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
