import { BINDING_NAMES, type BindingName } from '../bindings/binding-names.ts'
import type { BindingCost } from '../measure/measure-binding.ts'
import { atMost, describeRatio, type Goal } from './goal.ts'
import { type Round, ratioTo, typical } from './summary.ts'

/** What one round found out. */
export type BindingRound = Round<BindingName, BindingCost>

const MAX_RATIO = 1.2

const PROMISED: readonly {
  readonly name: BindingName
  readonly plain: BindingName
  readonly renders: number
}[] = [
  { name: 'halyard-react', plain: 'plain-react', renders: 1 },
  { name: 'halyard-vue', plain: 'plain-vue', renders: 1 },
  { name: 'halyard-preact-value', plain: 'plain-preact-value', renders: 1 },
  { name: 'halyard-preact-signal', plain: 'plain-preact-signal', renders: 0 },
]

/** Judges what was promised of bindings. */
export function judgeBindings(rounds: readonly BindingRound[]): readonly Goal[] {
  return PROMISED.flatMap(({ name, plain, renders }) => {
    const title = BINDING_NAMES[name]
    const within = (what: string, read: (cost: BindingCost) => number): Goal =>
      atMost(
        `${title}, ${what}: at most ${MAX_RATIO} × the ${BINDING_NAMES[plain]}`,
        ratioTo(rounds, name, plain, read),
        MAX_RATIO,
        describeRatio,
      )
    return [
      within('mount', ({ mountMs }) => mountMs),
      within('change', ({ changeMs }) => changeMs),
      atMost(
        `${title}, change: ${renders} of 1,000 components rendered`,
        typical(rounds, name, ({ changeRenders }) => changeRenders),
        renders,
        String,
      ),
    ]
  })
}
