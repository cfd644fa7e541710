import type { RuleOperation } from '@halyard/schema'
import type { EvaluationScope, Logic } from '../logic.ts'
import type { Watch } from '../trace/trace-evaluation.ts'
import { type CourseOperand, type Direction, directionOf } from './direction-of.ts'
import { orderCuts } from './order-cuts.ts'

/** The second after the last one that a `Date` can hold. */
const END_OF_TIME = 8_640_000_000_001

/** How many parts of rules may be run again in one search, some 50 ms; then the next second is the answer. */
const MAX_REPEATED_PARTS = 200_000

/** How many parts of rules are watched, some 50 ms; where more are run, the next second is the answer. */
const MAX_WATCHED_PARTS = 20_000

const COMPARISONS: readonly string[] = ['<', '<=', '>', '>=', '==', '!=', '===', '!==']

/** A part that was run: its value now, and how it goes on. */
interface Course extends CourseOperand {
  /** The first second from which nothing is known: the direction holds before it. */
  readonly until: number
  /** The value at another second, valid before `until`. */
  readonly at: (second: number) => unknown
}

/** The parts that were run within a part. Only those matter: while none of them changes, the same ones are run again. */
interface Frame {
  /** Absent where there are none, as in half of all parts. */
  courses?: Map<object, Course>
  /** The first second from which nothing is known about one of them. */
  until: number
  /** The first second at which one of them can have another value. */
  steadyUntil: number
}

/** Watches an evaluation for what time changes in it. */
export interface TimeWatch {
  readonly watch: Watch
  /** After the evaluation: the first second at which its result can be another one, `Infinity` where there is none. */
  nextChange(): number
}

/** @param now the second of the evaluation. */
export function watchTime(now: number): TimeWatch {
  const root = createFrame()
  let frame = root
  let isRepeating = false
  let repeatedParts = 0
  let watchedParts = 0

  const watch: Watch = (part, operation, logic, data, scope) => {
    if (isRepeating) {
      repeatedParts++
      if (repeatedParts > MAX_REPEATED_PARTS) throw new Error('the search takes too long')
      return logic(data, scope)
    }
    watchedParts++
    if (watchedParts > MAX_WATCHED_PARTS) return logic(data, scope)
    const outer = frame
    const inner = createFrame()
    frame = inner
    let value: unknown
    let course: Course | undefined
    try {
      value = logic(data, scope)
      course = courseOf(operation, value, inner, data, scope, logic)
      return value
    } finally {
      frame = outer
      // where reading the data threw, it is thrown again until something before it changes
      addCourse(outer, part, course ?? steady(value, inner.steadyUntil))
    }
  }

  function addCourse(to: Frame, part: object, course: Course): void {
    to.courses ??= new Map()
    to.courses.set(part, course)
    to.until = Math.min(to.until, course.until)
    to.steadyUntil = Math.min(to.steadyUntil, course.direction === 0 ? course.until : now + 1)
  }

  function courseOf(
    operation: RuleOperation | undefined,
    value: unknown,
    inner: Frame,
    data: unknown,
    scope: EvaluationScope,
    logic: Logic,
  ): Course {
    if (!operation) return steady(value, inner.steadyUntil)
    const at = repeatAt(logic, data, scope)
    const moving = (direction: Direction): Course => ({ value, until: inner.until, direction, at })
    const { operator } = operation
    if (operator === '$ref') {
      const [target] = inner.courses?.values() ?? []
      return target ?? steady(value)
    }
    if (operator === 'var') {
      const path = data === scope.context ? pathOf(operation, inner) : ''
      if (path === '$flagd') return steady(value, now + 1)
      return path === '$flagd.timestamp' ? moving(1) : steady(value, inner.steadyUntil)
    }
    const operands = operandsOf(operation, inner)
    if (operands.every(({ direction }) => direction === 0)) return steady(value, inner.steadyUntil)
    if (COMPARISONS.includes(operator))
      return steady(value, comparisonEnd(operation, operands, value, inner, at))
    const direction = directionOf(operator, operands, value)
    return direction === undefined ? steady(value, now + 1) : moving(direction)
  }

  /** The first second at which a comparison can have another result. */
  function comparisonEnd(
    { operator }: RuleOperation,
    operands: readonly Course[],
    value: unknown,
    inner: Frame,
    at: (second: number) => unknown,
  ): number {
    const end = Math.min(inner.until, END_OF_TIME)
    const [first, second, third] = operands
    if (!first || !second) return now + 1
    const pairs = [[first, second] as const]
    if (third && operator.startsWith('<')) pairs.push([second, third])
    if (pairs.some(([left, right]) => left.direction * right.direction > 0)) return now + 1
    try {
      // between two cuts, every pair keeps its order, and so the comparison its result
      const cuts = pairs.flatMap(([left, right]) => orderCuts(left.at, right.at, now, end))
      const change = cuts.sort((a, b) => a - b).find((cut) => at(cut) !== value)
      return change ?? (end === END_OF_TIME ? Number.POSITIVE_INFINITY : end)
    } catch {
      // the search took too long, or an attribute threw that did not before: say the least that is certain
      return now + 1
    }
  }

  function repeatAt(logic: Logic, data: unknown, scope: EvaluationScope): (second: number) => unknown {
    return (second) => {
      isRepeating = true
      try {
        return logic(data, { ...scope, nowMs: second * 1000 })
      } finally {
        isRepeating = false
      }
    }
  }

  return {
    watch,
    nextChange: () => (watchedParts > MAX_WATCHED_PARTS ? now + 1 : root.steadyUntil),
  }
}

function createFrame(): Frame {
  return {
    until: Number.POSITIVE_INFINITY,
    steadyUntil: Number.POSITIVE_INFINITY,
  }
}

function steady(value: unknown, until: number = Number.POSITIVE_INFINITY): Course {
  return { value, until, direction: 0, at: () => value }
}

/** An operand that was not run is a literal. */
function operandsOf({ operands }: RuleOperation, { courses }: Frame): readonly Course[] {
  return operands.map((operand) => courses?.get(operand as object) ?? steady(operand))
}

/** The path as `var` reads it. */
function pathOf(operation: RuleOperation, inner: Frame): string {
  const [path] = operandsOf(operation, inner)
  return String(path?.value)
}
