import type { OperatorCompiler } from '../logic.ts'
import { eager } from './eager.ts'

/** Whether a text holds another one, or a list a value. */
export const included: OperatorCompiler = (operands) => {
  const [, all] = operands
  // a list that the rule itself holds, the heart of most segments, may be long
  const values = Array.isArray(all) && new Set(all)
  return eager((wanted: string, list: unknown) =>
    values
      ? values.has(wanted)
      : (typeof list === 'string' || Array.isArray(list)) && list.indexOf(wanted) >= 0,
  )(operands)
}
