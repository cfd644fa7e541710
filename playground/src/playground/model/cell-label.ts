import type { Difference } from './plan-sheet.ts'

/**
 * What a cell is called: what differs, and nothing else.
 *
 * @example cellLabel(cell.differences) // 'hero: bold, Size: Phone'
 */
export function cellLabel(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'As served'
  return differences.map(({ name, level }) => `${name}: ${level}`).join(', ')
}
