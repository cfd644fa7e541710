/**
 * How a sheet is laid out where a program takes pictures of it: every cell at its true size, or the sheet as people see it.
 */
export type CaptureMode = 'cells' | 'sheet'

/**
 * Reads what `halyard preview` adds to a link.
 *
 * @param search the query of the playground's address.
 * @returns `undefined` where a person looks at the playground.
 * @example readCaptureMode('?flag=hero&capture=cells') // 'cells'
 */
export function readCaptureMode(search: string): CaptureMode | undefined {
  const mode = new URLSearchParams(search).get('capture')
  return mode === 'cells' || mode === 'sheet' ? mode : undefined
}
