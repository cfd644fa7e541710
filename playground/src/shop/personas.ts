import type { EvaluationContext } from '@halyard/schema'

/** Somebody whom the shop can be looked at as. */
export interface Persona {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly context: EvaluationContext
}

/** The first one is who comes in. Between them they meet every rule of the demo's flags. */
export const PERSONAS: readonly [Persona, ...Persona[]] = [
  {
    id: 'ada',
    name: 'Ada',
    description: 'a visitor from Ireland',
    context: { targetingKey: 'visitor-2', country: 'IE', plan: 'guest', email: 'ada@post.example' },
  },
  {
    id: 'bruno',
    name: 'Bruno',
    description: 'a regular from Switzerland',
    context: { targetingKey: 'regular-3', country: 'CH', plan: 'regular', email: 'bruno@berg.example' },
  },
  {
    id: 'cleo',
    name: 'Cleo',
    description: 'one of the crew, in the United States',
    context: { targetingKey: 'crew-1', country: 'US', plan: 'crew', email: 'cleo@updraft.example' },
  },
]
