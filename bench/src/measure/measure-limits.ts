import {
  compileFlagSet,
  evaluate,
  explain,
  flagKeys,
  nextChangeAt,
  recompile,
  referencesOf,
} from '@halyard/evaluator'
import { diffFlagSets, type FlagSet, lowerPrerequisites, parseFlagSet } from '@halyard/schema'
import type { HostileSet } from '../flags/hostile-sets.ts'

/** How long each step takes, in milliseconds, by its name. */
export interface StepCosts {
  readonly [step: string]: number
}

/** What one hostile set costs. Each step is on its own: whoever runs it can do something else before the next one. */
export interface LimitCosts {
  /** Reading the text: not ours, and what everything else is to be compared with. */
  readonly jsonMs: number
  /** What a page does with the set, and with a change of it. */
  readonly page: StepCosts
  /** What a panel asks for that shows the flag. */
  readonly panel: StepCosts
  /** What a service does before it serves the set. */
  readonly service: StepCosts
}

const options = { nowMs: 1_000_000 }

/** Measures one of the hostile sets. Each step is timed once, as a page that meets the set takes it once. */
export function measureLimits({ write, context = {} }: HostileSet): LimitCosts {
  const text = write()
  const start = performance.now()
  const set = JSON.parse(text) as FlagSet
  const jsonMs = performance.now() - start

  const page = createStopwatch()
  const compiled = page.time('compile', () => compileFlagSet(set))
  page.time('evaluate', () => evaluate(compiled, 'f', undefined, context, options))
  page.time('evaluate again', () => evaluate(compiled, 'f', undefined, context, options))
  const changed = page.time('change', () => recompile(compiled, { flags: { g: null } }))
  page.time('evaluate after it', () => evaluate(changed, 'f', undefined, context, options))
  page.time('next change', () => nextChangeAt(compiled, 'f', context, options))

  const panel = createStopwatch()
  panel.time('explain', () => explain(compiled, 'f', undefined, context, options))
  panel.time('references', () => referencesOf(compiled, 'f'))
  panel.time('keys', () => flagKeys(changed))

  const service = createStopwatch()
  service.time('difference', () => diffFlagSets(set, { flags: {} }))
  const parsed = service.time('parse', () => parseFlagSet(set))
  if (parsed.ok) service.time('lower', () => lowerPrerequisites(parsed.flagSet))
  return { jsonMs, page: page.costs, panel: panel.costs, service: service.costs }
}

interface Stopwatch {
  readonly costs: StepCosts
  time<T>(step: string, run: () => T): T
}

function createStopwatch(): Stopwatch {
  const costs: { [step: string]: number } = {}
  return {
    costs,
    time(step, run) {
      const start = performance.now()
      const result = run()
      costs[step] = performance.now() - start
      return result
    },
  }
}
