import type { SampleFlag } from './sample-flag.ts'

/** Everybody: Featurevisor counts in thousandths of a percent. */
const ALL = 100_000

/** A rule for whoever is in a segment, or for all. */
interface Traffic {
  readonly key: string
  readonly segments: string
  readonly percentage: number
  readonly variables?: { readonly value: unknown }
}

type Condition = Readonly<Record<'attribute' | 'operator', string>> & { readonly value: string | number }

/**
 * The flags as a datafile of Featurevisor, schema version 2. A value that is no boolean is the variable `value`.
 *
 * @param revision another one for every datafile.
 */
export function toFeaturevisorDatafile(flags: readonly SampleFlag[], revision: number): object {
  const segments = flags.flatMap(segmentsOf)
  return {
    schemaVersion: '2',
    revision: String(revision),
    segments: Object.fromEntries(segments.map(({ key, conditions }) => [key, { key, conditions }])),
    features: Object.fromEntries(
      flags.map((flag) => [flag.key, { key: flag.key, bucketBy: 'targetingKey', ...partsOf(flag) }]),
    ),
  }
}

/** Who is meant, by name: flags that mean the same people share a segment. */
function segmentsOf(flag: SampleFlag): { readonly key: string; readonly conditions: readonly Condition[] }[] {
  switch (flag.kind) {
    case 'targeted': {
      const age = { attribute: 'age', operator: 'greaterThanOrEquals', value: flag.minAge }
      return [{ key: `${flag.plan}-${flag.minAge}`, conditions: [equals('plan', flag.plan), age] }]
    }
    case 'tenRules':
      return flag.tiers.map((tier) => ({ key: tier, conditions: [equals('tier', tier)] }))
    case 'json':
      return [{ key: flag.country, conditions: [equals('country', flag.country)] }]
    default:
      return []
  }
}

function partsOf(flag: SampleFlag): object {
  switch (flag.kind) {
    case 'static':
      return { traffic: [rule('*', flag.value ? ALL : 0)] }
    case 'targeted':
      return { traffic: [rule(`${flag.plan}-${flag.minAge}`, ALL)] }
    case 'split':
      return { traffic: [rule('*', ALL / 2)] }
    case 'tenRules':
      return {
        variablesSchema: { value: { key: 'value', type: 'string', defaultValue: 'none' } },
        traffic: flag.tiers.map((tier) => ({ ...rule(tier, ALL), variables: { value: tier } })),
      }
    case 'json':
      return {
        variablesSchema: { value: { key: 'value', type: 'object', defaultValue: flag.elsewhere } },
        traffic: [{ ...rule(flag.country, ALL), variables: { value: flag.there } }, rule('*', ALL)],
      }
  }
}

function rule(segment: string, percentage: number): Traffic {
  return { key: segment === '*' ? 'everybody' : segment, segments: segment, percentage }
}

function equals(attribute: string, value: string): Condition {
  return { attribute, operator: 'equals', value }
}
