import { type FlagValue, flagValueType, isJsonObject, type JsonValue } from '@halyard/schema'

/** Why a flag gives what it gives, as the client that evaluates it says. */
export interface ExplanationReport {
  /** What the rules of the flag give: for the page, without any override, or for the context that was asked about. */
  readonly outcome: EvaluatedFlag
  /** The targeting as it was evaluated; absent where none was, or where a server evaluates. */
  readonly tree?: ExplainedPart
  /** The pointer of the part that chose the variant; absent where no rule chose one. */
  readonly decidedBy?: string
  /** How many parts ran beyond the limit of the tree. */
  readonly omittedParts: number
  /** When time alone can next change the outcome, in milliseconds since 1970. */
  readonly nextChangeAtMs?: number
  /** The targeting as it is written: JSON text, at most {@link MAX_RULE_TEXT} characters. Absent where there is none. */
  readonly rule?: string
  readonly uses: FlagUses
}

/** What a flag gives. */
export interface EvaluatedFlag {
  readonly flagKey: string
  /** Absent where the page gets the fallback in its code. */
  readonly value?: FlagValue
  readonly variant?: string
  readonly reason: string
  readonly errorMessage?: string
}

/** One part of a rule that was run. */
export interface ExplainedPart {
  /** RFC 6901 JSON pointer into the flag set. */
  readonly pointer: string
  /** The operator, `$ref` for a shared rule, `list` for a list with parts that are evaluated. */
  readonly operator: string
  /** The part in a few words, from the rule alone: `plan == "crew"`. A reference says the name of its rule. */
  readonly label: string
  /** What the operator worked on. */
  readonly inputs: readonly JsonValue[]
  readonly result: JsonValue
  /** Whether the outcome hangs on this part. */
  readonly decided: boolean
  /** The parts within it that were run, in that order. */
  readonly children: readonly ExplainedPart[]
  /** What a split did that found a bucket. */
  readonly split?: ExplainedSplitReport
  /** Present where the data could not be read. */
  readonly failed?: true
}

/** How a split chose a bucket. */
export interface ExplainedSplitReport {
  /** The text that was hashed. */
  readonly hashed: string
  /** The place of the subject among `total`, from 0. */
  readonly bucket: number
  readonly total: number
  /** The buckets in their order: a place from `from` up to, but without, `to`. */
  readonly ranges: readonly { readonly variant: JsonValue; readonly from: number; readonly to: number }[]
}

/** Everything that the outcome of a flag can depend on. */
export interface FlagUses {
  /** Attributes of the evaluation context, as dotted paths; `*` stands for any. Without the targeting key. */
  readonly attributes: readonly string[]
  readonly targetingKey: boolean
  readonly time: boolean
  /** Shared rules by name, with what each gives and what it says: JSON text. */
  readonly segments: readonly {
    readonly name: string
    readonly result?: JsonValue
    readonly rule: string
  }[]
  /** The keys of the flags that are prerequisites of it, or of its prerequisites. */
  readonly flags: readonly string[]
}

/** What flags would give for another context. */
export interface ContextPreview {
  /** The flags whose value or variant would be another one, at most {@link MAX_PREVIEWED}. */
  readonly changed: readonly EvaluatedFlag[]
  /** How many were left out. */
  readonly leftOut: number
  /** How many flags were evaluated. */
  readonly evaluated: number
}

/** How many characters the text of a rule has at most; what is longer ends with `…`. */
export const MAX_RULE_TEXT = 20_000

/** How many flags a preview lists at most. */
export const MAX_PREVIEWED = 500

/** How many names of one kind {@link FlagUses} lists at most. */
export const MAX_USES = 100

/** How many parts a tree may have, and how deep they may lie, for a panel to take it. */
export const MAX_PARTS = 1_000
export const MAX_DEPTH = 300

/** How much an answer may weigh: a character of a text counts as one, and so does every other value. */
export const MAX_WEIGHT = 3_000_000

/** Tells whether a page's answer is an explanation. It is bounded: a page can send anything. */
export function isExplanationReport(value: unknown): value is ExplanationReport {
  if (!isJsonObject(value) || weigh(value, MAX_WEIGHT) > MAX_WEIGHT) return false
  const { tree, decidedBy, omittedParts, nextChangeAtMs, rule } = value
  return (
    isEvaluatedFlag(value.outcome) &&
    (tree === undefined || countParts(tree, 0) <= MAX_PARTS) &&
    isOptional(decidedBy, 'string') &&
    Number.isSafeInteger(omittedParts) &&
    isOptional(nextChangeAtMs, 'number') &&
    (rule === undefined || isRuleText(rule)) &&
    isFlagUses(value.uses)
  )
}

/** Tells whether a page's answer is a preview. */
export function isContextPreview(value: unknown): value is ContextPreview {
  return (
    isJsonObject(value) &&
    weigh(value, MAX_WEIGHT) <= MAX_WEIGHT &&
    isListOf(value.changed, MAX_PREVIEWED, isEvaluatedFlag) &&
    Number.isSafeInteger(value.leftOut) &&
    Number.isSafeInteger(value.evaluated)
  )
}

function isEvaluatedFlag(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    typeof value.flagKey === 'string' &&
    (value.value === undefined || flagValueType(value.value) !== undefined) &&
    isOptional(value.variant, 'string') &&
    typeof value.reason === 'string' &&
    isOptional(value.errorMessage, 'string')
  )
}

function isFlagUses(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isListOf(value.attributes, MAX_USES, isText) &&
    typeof value.targetingKey === 'boolean' &&
    typeof value.time === 'boolean' &&
    isListOf(value.flags, MAX_USES, isText) &&
    isListOf(
      value.segments,
      MAX_USES,
      (segment) => isJsonObject(segment) && isText(segment.name) && isRuleText(segment.rule),
    )
  )
}

/** @returns how many parts there are, `Infinity` where something else is among them. */
function countParts(part: unknown, depth: number): number {
  if (depth > MAX_DEPTH || !isJsonObject(part)) return Number.POSITIVE_INFINITY
  const { pointer, operator, label, inputs, result, decided, children, split, failed } = part
  const isSound =
    isText(pointer) &&
    isText(operator) &&
    isText(label) &&
    Array.isArray(inputs) &&
    result !== undefined &&
    typeof decided === 'boolean' &&
    Array.isArray(children) &&
    children.length <= MAX_PARTS &&
    (split === undefined || isSplit(split)) &&
    (failed === undefined || failed === true)
  if (!isSound) return Number.POSITIVE_INFINITY
  let count = 1
  for (const child of children as readonly unknown[]) {
    count += countParts(child, depth + 1)
    if (count > MAX_PARTS) break
  }
  return count
}

/** @returns how much a value weighs; of one that weighs more than the limit, something above it. */
function weigh(value: unknown, limit: number): number {
  let weight = 0
  const left: unknown[] = [value]
  while (left.length > 0 && weight <= limit) {
    const part = left.pop()
    weight += typeof part === 'string' ? part.length + 1 : 1
    if (typeof part !== 'object' || part === null) continue
    const keys = Object.keys(part)
    if (keys.length > limit) return keys.length
    for (const key of keys) {
      weight += key.length
      left.push((part as { readonly [key: string]: unknown })[key])
    }
  }
  return weight
}

function isSplit(value: unknown): boolean {
  if (!isJsonObject(value)) return false
  const { hashed, bucket, total, ranges } = value
  return (
    isText(hashed) &&
    isPlace(bucket) &&
    isPlace(total) &&
    isListOf(
      ranges,
      MAX_USES,
      (range) =>
        isJsonObject(range) && range.variant !== undefined && isPlace(range.from) && isPlace(range.to),
    )
  )
}

function isListOf(value: unknown, maxLength: number, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= maxLength && value.every(isEntry)
}

function isPlace(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isRuleText(value: unknown): boolean {
  return isText(value) && value.length <= MAX_RULE_TEXT
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isOptional(value: unknown, type: 'string' | 'number'): boolean {
  return value === undefined || typeof value === type
}
