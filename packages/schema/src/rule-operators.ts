/** How many arguments an operator of targeting rules takes, both ends included. */
export interface OperatorArity {
  readonly min: number
  readonly max: number
}

const ANY: OperatorArity = { min: 0, max: Number.POSITIVE_INFINITY }
const ONE_OR_MORE: OperatorArity = { min: 1, max: Number.POSITIVE_INFINITY }
const ONE: OperatorArity = { min: 1, max: 1 }
const TWO: OperatorArity = { min: 2, max: 2 }
const TWO_OR_THREE: OperatorArity = { min: 2, max: 3 }
const THREE: OperatorArity = { min: 3, max: 3 }

/**
 * Every operator that a targeting rule may use, with the arguments it takes. `$ref` is no operator: it stands for
 * another rule.
 * Source: flagd's targeting schema v0, https://flagd.dev/schema/v0/targeting.json, and JSONLogic's `?:`.
 */
export const RULE_OPERATORS: { readonly [operator: string]: OperatorArity } = {
  var: ANY,
  missing: ANY,
  missing_some: TWO,
  if: ONE_OR_MORE,
  '?:': ONE_OR_MORE,
  and: ONE_OR_MORE,
  or: ONE_OR_MORE,
  '!': ONE,
  '!!': ONE,
  '==': TWO,
  '===': TWO,
  '!=': TWO,
  '!==': TWO,
  '>': TWO,
  '>=': TWO,
  '<': TWO_OR_THREE,
  '<=': TWO_OR_THREE,
  '+': ONE_OR_MORE,
  '-': ONE_OR_MORE,
  '*': { min: 2, max: Number.POSITIVE_INFINITY },
  '/': TWO,
  '%': TWO,
  max: ONE_OR_MORE,
  min: ONE_OR_MORE,
  merge: ONE_OR_MORE,
  cat: ONE_OR_MORE,
  substr: TWO_OR_THREE,
  in: TWO,
  map: TWO,
  filter: TWO,
  all: TWO,
  none: TWO,
  some: TWO,
  reduce: THREE,
  starts_with: TWO,
  ends_with: TWO,
  sem_ver: THREE,
  fractional: ONE_OR_MORE,
}

/** What `sem_ver` can ask about two versions. Source: flagd's targeting schema v0, `ruleSemVer`. */
export const VERSION_COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', '^', '~']
