import { describe, expect, it } from 'vitest'
import { type CourseOperand, type Direction, directionOf } from './direction-of.ts'

const up: CourseOperand = { value: 10, direction: 1 }
const down: CourseOperand = { value: 10, direction: -1 }
const number = (value: unknown): CourseOperand => ({ value, direction: 0 })

describe('[T2] directionOf', () => {
  it.each<[string, readonly CourseOperand[], Direction | undefined]>([
    ['+', [up], 1],
    ['+', [up, number(-5), up], 1],
    ['+', [down, number('5')], -1],
    ['+', [up, down], undefined],
    ['max', [up, number(3)], 1],
    ['min', [down, up], undefined],
    ['-', [up], -1],
    ['-', [number(5), up], -1],
    ['-', [up, down], 1],
    ['-', [up, up], undefined],
    ['*', [number(2), up], 1],
    ['*', [number('-2'), up, number(3)], -1],
    ['*', [number(-2), up, number(-3)], 1],
    ['*', [down, number(-1)], 1],
    ['*', [up, number(0)], undefined],
    ['*', [up, number(Number.POSITIVE_INFINITY)], undefined],
    ['*', [up, up], undefined],
    ['/', [up, number(4)], 1],
    ['/', [up, number(-4)], -1],
    ['/', [up, number(0)], undefined],
    ['/', [number(4), up], undefined],
    ['%', [up, number(4)], undefined],
    ['toString', [up], undefined],
  ])('%s of %j is %s', (operator, operands, expected) => {
    expect(directionOf(operator, operands, 1)).toBe(expected)
  })

  it('knows nothing of what is no finite number', () => {
    expect(directionOf('+', [up, number('abc')], Number.NaN)).toBeUndefined()
    expect(directionOf('+', [up], Number.POSITIVE_INFINITY)).toBeUndefined()
  })
})
