import type { Flag } from '@halyard/schema'
import { type Problem, problem } from '../problem.ts'

/** The name of one of a flag's variants. */
export function readVariant(flag: Flag, name: unknown): string | Problem {
  if (typeof name === 'string' && Object.hasOwn(flag.variants, name)) return name
  const names = Object.keys(flag.variants).join(', ')
  return problem('INVALID_INPUT', `${JSON.stringify(name) ?? 'nothing'} is no variant. Name one of ${names}.`)
}
