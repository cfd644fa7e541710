/** How many flags one flag set may hold; a larger set is rejected as a whole. */
export const MAX_FLAGS = 100_000

/** How many shared rules (`$evaluators`) one flag set may hold; a larger set is rejected as a whole. */
export const MAX_EVALUATORS = 10_000

/** How many UTF-16 code units one string may hold, keys included; a set with a longer one is rejected as a whole. */
export const MAX_STRING_LENGTH = 1_048_576

/**
 * How many objects and arrays may stand inside each other in one flag or one shared rule, and how many operators, lists and
 * references in one targeting rule after its references are put in place. A document that is deeper than a few thousand
 * levels cannot be written as JSON any more in today's engines, and could then be neither sent nor stored.
 */
export const MAX_NESTING_DEPTH = 256

/**
 * How many operators, lists and references one targeting rule may hold after its references are put in place, each counted as
 * often as it is referred to, and long lists and texts as more (`ownSize`). Without it, forty rules that each name the
 * previous one twice would take hours; with it, the largest rule is compiled in some 50 ms.
 */
export const MAX_RULE_SIZE = 50_000

/** The greatest sum of the weights of one `fractional`. Source: flagd's targeting schema v0, `fractionalWeightArg`. */
export const MAX_TOTAL_WEIGHT = 2_147_483_647

/** How many issues a parse result lists; the others are counted only. */
export const MAX_ISSUES = 100

/**
 * The version of flagd's bucketing that splits hash by. A set may name it as `x-bucketing`; in one that names another version,
 * flags that split answer `PARSE_ERROR`. Version 3, which hashes CBOR, was proposed and not released as of September 2026.
 * Source: https://github.com/open-feature/flagd/pull/2011
 */
export const BUCKETING_VERSION = 2
