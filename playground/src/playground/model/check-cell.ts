import { isSameValue } from '@halyard/extension/same-value'
import { listFlags, type PageModel } from '../frames/page-model.ts'
import { formatFlagValue } from './format-flag-value.ts'
import type { Cell } from './plan-sheet.ts'

/** Something that a page was assigned and did not take. */
export interface WrongAssignment {
  /** The flag's key, or the attribute of the context. */
  readonly name: string
  /** As it would stand in code. */
  readonly assigned: string
  /** What the page has instead; absent where it knows nothing of that name. */
  readonly actual?: string
}

/**
 * Compares what a cell is assigned with what the clients of its page report: every flag, and every
 * attribute of the context; a client may know more of its user.
 *
 * @returns what is wrong, nothing where the cell shows what it says.
 * @example checkCell(cell, model) // [{ name: 'hero', assigned: '"bold"', actual: '"classic"' }]
 */
export function checkCell(
  { assignment, persona }: Pick<Cell, 'assignment' | 'persona'>,
  model: PageModel,
): readonly WrongAssignment[] {
  const flags = new Map(listFlags(model).map((flag) => [flag.flagKey, flag]))
  const wrong: WrongAssignment[] = []
  for (const [name, { value }] of assignment) {
    const actual = flags.get(name)?.value
    if (actual !== undefined && isSameValue(actual, value)) continue
    wrong.push({
      name,
      assigned: formatFlagValue(value),
      ...(actual !== undefined && { actual: formatFlagValue(actual) }),
    })
  }
  const [client] = model.clients
  for (const [attribute, value] of Object.entries(persona?.context ?? {})) {
    const assigned = JSON.stringify(value)
    const actual = client && JSON.stringify(client.context[attribute])
    if (client && assigned !== actual) {
      wrong.push({ name: attribute, assigned, ...(actual !== undefined && { actual }) })
    }
  }
  return wrong
}
