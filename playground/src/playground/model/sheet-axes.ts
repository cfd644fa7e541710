import type { FlagReport } from '@halyard/devtools'
import { isSameValue } from '@halyard/extension/same-value'
import type { FlagValue } from '@halyard/schema'
import { type Appearance, appearanceName } from './appearance.ts'
import { formatFlagValue } from './format-flag-value.ts'
import type { FlagChoice, Persona, SheetState } from './sheet-state.ts'
import { type Viewport, viewportName } from './viewports.ts'

/** A value of a flag that a cell can be assigned. */
export interface FlagLevel {
  readonly value: FlagValue
  /** The variant that has this value, where the page's client knows one. */
  readonly variant?: string
}

/** One thing in which cells can differ, and what it can be; `name` is for people. */
export type SheetAxis =
  | { readonly kind: 'flag'; readonly name: string; readonly levels: readonly FlagLevel[] }
  | { readonly kind: 'persona'; readonly name: 'Seen as'; readonly levels: readonly (Persona | null)[] }
  | { readonly kind: 'viewport'; readonly name: 'Size'; readonly levels: readonly Viewport[] }
  | { readonly kind: 'appearance'; readonly name: 'Appearance'; readonly levels: readonly Appearance[] }

/**
 * The axes of a sheet: one for each chosen flag (its key is the axis's name), then persona, viewport and appearance.
 *
 * @param known what the page says of its flags.
 * @example axesOf(initialSheet(pageUrl), flags).map(({ name }) => name) // ['hero', 'Seen as', 'Size', 'Appearance']
 */
export function axesOf(state: SheetState, known: readonly FlagReport[]): readonly SheetAxis[] {
  const reports = new Map(known.map((flag) => [flag.flagKey, flag]))
  return [
    ...chosenFlags(state, known).map(
      (choice): SheetAxis => ({
        kind: 'flag',
        name: choice.flagKey,
        levels: levelsOf(choice, reports.get(choice.flagKey)),
      }),
    ),
    { kind: 'persona', name: 'Seen as', levels: state.personas },
    { kind: 'viewport', name: 'Size', levels: state.viewports },
    { kind: 'appearance', name: 'Appearance', levels: state.appearances },
  ]
}

/**
 * The flags that a sheet shows: those that somebody chose, else the first one that is read and has something to compare,
 * which is more telling than an empty sheet.
 */
export function chosenFlags(
  { flags }: Pick<SheetState, 'flags'>,
  known: readonly FlagReport[],
): readonly FlagChoice[] {
  if (flags) return flags
  const first = known.find((flag) => flag.observed && variationsOf(flag).length > 1)
  return first ? [{ flagKey: first.flagKey }] : []
}

/** Every value that a flag is known to have, with its variant. */
export function variationsOf(flag: FlagReport | undefined): readonly FlagLevel[] {
  if (flag?.variants) return Object.entries(flag.variants).map(([variant, value]) => ({ variant, value }))
  return flag?.type === 'boolean' ? [{ value: true }, { value: false }] : []
}

/**
 * How a level of an axis is called.
 *
 * @param level an index into the levels of the axis; `-1` is the flag as it is served.
 */
export function levelName(axis: SheetAxis, level: number): string {
  if (level < 0) return 'as served'
  switch (axis.kind) {
    case 'flag': {
      const { variant, value } = axis.levels[level] as FlagLevel
      return variant ?? formatFlagValue(value)
    }
    case 'persona':
      return axis.levels[level]?.name ?? 'the page’s own user'
    case 'viewport':
      return viewportName(axis.levels[level] as Viewport)
    case 'appearance':
      return appearanceName(axis.levels[level] as Appearance)
  }
}

function levelsOf({ values }: FlagChoice, flag: FlagReport | undefined): readonly FlagLevel[] {
  const variations = variationsOf(flag)
  if (!values) return variations
  return values.map(
    (value) => variations.find((variation) => isSameValue(variation.value, value)) ?? { value },
  )
}
