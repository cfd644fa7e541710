/**
 * How a value goes on while time does: it never falls (1), it never rises (-1), or it stays (0). Weakly, so that
 * rounding changes nothing about it: every rounded operation of IEEE 754 keeps the order of its operands.
 */
export type Direction = -1 | 0 | 1

/** The value of an operand now, and how it goes on. */
export interface CourseOperand {
  readonly value: unknown
  readonly direction: Direction
}

type Combine = (operands: readonly CourseOperand[]) => Direction | undefined

const COMBINATIONS: { readonly [operator: string]: Combine } = {
  '+': together,
  max: together,
  min: together,
  '-': ([first, second]) =>
    second ? together([first ?? STEADY, negative(second)]) : negative(first ?? STEADY).direction,
  '*': (factors) => {
    const [moving, ...others] = factors.filter(({ direction }) => direction !== 0)
    if (!moving || others.length > 0) return undefined
    const steady = factors.filter((factor) => factor !== moving)
    return scaled(moving, ...steady.map(({ value }) => Number.parseFloat(value as string)))
  },
  '/': ([dividend = STEADY, divisor = STEADY]) =>
    divisor.direction === 0 ? scaled(dividend, Number(divisor.value)) : undefined,
}

const STEADY: CourseOperand = { value: null, direction: 0 }

/**
 * The direction of an arithmetic operation from those of its operands.
 *
 * @param result the value of the operation now.
 * @returns `undefined` where the operation is none of `+ - * / max min`, where its operands go against each other, or
 * where a number is not finite, so that nothing is known about its order.
 */
export function directionOf(
  operator: string,
  operands: readonly CourseOperand[],
  result: unknown,
): Direction | undefined {
  if (!Number.isFinite(result) || !Object.hasOwn(COMBINATIONS, operator)) return undefined
  return COMBINATIONS[operator]?.(operands)
}

function together(operands: readonly CourseOperand[]): Direction | undefined {
  const rises = operands.some(({ direction }) => direction > 0)
  const falls = operands.some(({ direction }) => direction < 0)
  return rises && falls ? undefined : rises ? 1 : falls ? -1 : 0
}

function negative({ value, direction }: CourseOperand): CourseOperand {
  return { value, direction: direction === 0 ? 0 : direction > 0 ? -1 : 1 }
}

function scaled(moving: CourseOperand, ...factors: readonly number[]): Direction | undefined {
  if (!factors.every((factor) => factor !== 0 && Number.isFinite(factor))) return undefined
  const isTurned = factors.filter((factor) => factor < 0).length % 2 === 1
  return isTurned ? negative(moving).direction : moving.direction
}
