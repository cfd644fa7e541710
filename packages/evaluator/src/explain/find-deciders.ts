import { isTruthy } from '../logic.ts'
import type { WatchedPart } from './watch-parts.ts'

/**
 * The parts within a part that its result hangs on.
 *
 * - `if`: the condition that held and what followed from it; where none held, all conditions and what stands last.
 * - `and`, `or`: the operand that ended it; where none did, all.
 * - everything else: all.
 */
export function findDeciders({ operation, children, value }: WatchedPart): readonly WatchedPart[] {
  switch (operation?.operator) {
    case 'if':
    case '?:': {
      const match = matchedCondition({ operation, children })
      return match
        ? children.filter(({ index }) => index === match.index || index === match.index + 1)
        : children
    }
    case 'and':
      return isTruthy(value) ? children : children.slice(-1)
    case 'or':
      return isTruthy(value) ? children.slice(-1) : children
    default:
      return children
  }
}

/**
 * The pointer of the part that chose the result: the innermost condition that held, a split, or an expression.
 *
 * @returns `undefined` where no rule chose: the result is null, or what stands last in an `if` as a literal.
 */
export function findChooser(part: WatchedPart): string | undefined {
  const { operation, children, pointer, value } = part
  if (value === null || value === undefined) return undefined
  if (operation?.operator === '$ref') return children[0] ? findChooser(children[0]) : pointer
  if (operation?.operator !== 'if' && operation?.operator !== '?:') return pointer
  const match = matchedCondition(part)
  const branch = match
    ? children.find(({ index }) => index === match.index + 1)
    : children.find(({ index }) => !isCondition(index, part))
  return (branch && findChooser(branch)) ?? match?.pointer
}

function matchedCondition(part: Pick<WatchedPart, 'operation' | 'children'>): WatchedPart | undefined {
  return part.children.find(({ index, value }) => isCondition(index, part) && isTruthy(value))
}

/** Conditions and what follows from them take turns; a last operand without a partner is what holds otherwise. */
function isCondition(index: number, { operation }: Pick<WatchedPart, 'operation'>): boolean {
  const count = operation?.operands.length ?? 0
  return index % 2 === 0 && index !== count - 1
}
